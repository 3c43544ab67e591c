// The solvers of HiGHS that no one here asks for, refusing: first-order methods, quadratic costs, and HiPO, which needs
// a library of linear algebra that is not loaded. HiGHS links to them; compiling them would take a tenth of its time.
// An option that asks for one all the same ends in an error of the solver.

#include "ipm/IpxWrapper.h"
#include "pdlp/CupdlpWrapper.h"
#include "pdlp/HiPdlpWrapper.h"
#include "qpsolver/QpAsmWrapper.h"

HighsStatus solveLpCupdlp(HighsLpSolverObject&) { return HighsStatus::kError; }
HighsStatus solveLpHiPdlp(HighsLpSolverObject&) { return HighsStatus::kError; }
HighsStatus solveQpAsm(HighsQpSolverObject&) { return HighsStatus::kError; }

namespace hipo {

Logger::Logger(bool) {}

// Loading fails, which ends a solve with an error: nothing after it is reached.
Int Solver::load(const HighsLp&, const HighsHessian&) { return 1; }

void Solver::setOptions(const HighsOptions&) {}
void Solver::setCallback(HighsCallback&) {}
void Solver::setTimer(const HighsTimer&) {}
void Solver::solve() {}
void Solver::getInteriorSolution(std::vector<double>&, std::vector<double>&, std::vector<double>&,
                                 std::vector<double>&, std::vector<double>&, std::vector<double>&,
                                 std::vector<double>&) const {}
Int Solver::getBasicSolution(std::vector<double>&, std::vector<double>&, std::vector<double>&,
                             std::vector<double>&, Int*, Int*) const {
  return 1;
}
const Info& Solver::getInfo() const { return info_; }
void Solver::getOriginalDims(Int& rows, Int& columns) const { rows = columns = 0; }
bool Solver::solved() const { return false; }
bool Solver::stopped() const { return false; }
bool Solver::failed() const { return true; }

}  // namespace hipo
