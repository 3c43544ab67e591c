//! A counter-offer: what can be given to a partner for joining so that no member loses.

use crate::answer::Answer;
use crate::error::Error;
use crate::name;
use crate::programme;
use crate::request::{DRAWS, Document, FOR, FROM, Request, SEED};
use crate::study::Study;
use monazite::Watch;
use monazite::estimate::Estimate;
use monazite::id::CountryId;
use monazite::offer::CounterOffer;
use monazite_io::programme::Asked as Named;
use monazite_io::results::offer as result;
use monazite_plan::offer::{Asked, asks, gains, offer};
use monazite_plan::share::Clubs;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What can be given to a partner for joining, of what it asks, so that no member loses
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Offer {
    /// Who is to join: a country.
    pub partner: String,
    /// Programme file; the default programme of --for against --from if left out.
    pub programme: Option<Document>,
    /// Coalition or country that depends: g7-plus, eu27, JPN.
    #[serde(rename = "for")]
    pub for_: String,
    /// Countries or coalitions that join those who depend: BRA,KAZ.
    #[schemars(extend("separator" = ","))]
    pub with: Vec<String>,
    /// Supplier that it depends on: a country or a coalition.
    pub from: String,
    /// Demand path of the dataset, in place of that of the programme: STEPS, APS, NZE.
    pub demand: Option<String>,
    /// Form that the partner sells, of which an offtake or a floor is asked; tariffs are then only on it.
    pub form: Option<String>,
    /// Offtake that is asked, contained tonnes a year.
    #[schemars(range(min = 1, max = 1_000_000_000))]
    pub offtake: Option<u64>,
    /// Least price of the offtake that is asked, USD per contained tonne; the market's if left out.
    #[schemars(range(max = 10_000_000_000_u64))]
    pub floor: Option<u64>,
    /// Tariff relief that is asked, percent of the value.
    #[schemars(range(max = 100))]
    pub tariff: Option<u64>,
    /// Part of the members' stock that is asked, percent.
    #[schemars(range(max = 100))]
    pub stock: Option<u64>,
    /// How many times costs and threats are drawn to get ranges.
    #[schemars(range(max = 10_000))]
    pub draws: u32,
    /// Seed of the draws: the same seed gives the same result.
    pub seed: u64,
}

impl Default for Offer {
    fn default() -> Self {
        Self {
            partner: String::new(),
            programme: None,
            for_: FOR.to_owned(),
            with: Vec::new(),
            from: FROM.to_owned(),
            demand: None,
            form: None,
            offtake: None,
            floor: None,
            tariff: None,
            stock: None,
            draws: DRAWS,
            seed: SEED,
        }
    }
}

impl Request for Offer {
    const VERB: &'static str = "offer";
    const BY_PLACE: &'static [&'static str] = &["partner"];
}

impl Offer {
    /// What is asked, with the id of its form.
    fn asked(&self, study: &Study) -> Result<Asked, Error> {
        let form = self.form.as_deref().map(|key| name::form(study.system(), key)).transpose()?;
        if self.floor.is_some() && self.offtake.is_none() {
            return Err(Error::request("floor", "--floor is the price of an offtake: add --offtake"));
        }
        if self.offtake.is_some() && form.is_none() {
            return Err(Error::request(
                "offtake",
                "--offtake of what? add --form; `list forms` has the keys",
            ));
        }
        if [self.offtake, self.tariff, self.stock].iter().all(Option::is_none) {
            let message = "nothing is asked: add --offtake, --tariff or --stock";
            return Err(Error::request("partner", message));
        }
        let percent = |of: Option<u64>| of.map(|percent| percent as f64 / 100.0);
        Ok(Asked {
            form,
            tonnes: self.offtake.map(|tonnes| tonnes as f64),
            floor: self.floor.map(|price| price as f64),
            tariff: percent(self.tariff),
            stock: percent(self.stock),
        })
    }
}

impl Study {
    /// What can be given: sheet `offer`.
    ///
    /// # Errors
    /// [`Error::Request`] if nothing is asked, or the partner is a member already or several; else as [`Study::share`].
    pub fn offer(&self, request: &Offer, watch: &Watch) -> Result<Answer<CounterOffer>, Error> {
        let record = self.record(request)?;
        let system = self.system();
        let asked = request.asked(self)?;
        let partner = system.party(&request.partner)?;
        let countries: BTreeSet<CountryId> = system.members(&partner)?.into_iter().collect();
        let named = Named {
            for_: &request.for_,
            with: &request.with,
            from: &request.from,
            demand: request.demand.as_deref(),
        };
        let before = programme::of(request.programme.as_ref(), system, &named)?;
        if !before.countries().is_disjoint(&countries) {
            let message = format!("{partner} is a member already; members are those of --for and --with");
            return Err(Error::request("partner", message));
        }
        let with: Vec<String> = request.with.iter().cloned().chain([partner.clone()]).collect();
        let joined = programme::of(request.programme.as_ref(), system, &Named { with: &with, ..named })?;
        let Some(place) = joined.members.iter().position(|member| member.countries == countries) else {
            let message = format!("{partner} is several who decide each for itself; name one of them");
            return Err(Error::request("partner", message));
        };
        let balance = self.reconciled(watch)?;
        watch.tell("clubs with and without the partner", 0, 0);
        let clubs = Clubs::of(system, &balance, &joined).under(watch).along(Vec::new());
        let (players, groups) = clubs.solve(Vec::new(), &|_| ())?;
        let draws = (request.draws as usize, request.seed);
        let Some(gains) = gains(&groups, players.names.len(), place, draws) else {
            return Err(Error::request(
                "partner",
                "the clubs with and without the partner were not all valued",
            ));
        };
        let stock = Estimate::of_draws(
            gains.stock.first().copied().unwrap_or(0.0),
            gains.stock.get(1..).unwrap_or_default().to_vec(),
        );
        let asks = asks((system, &balance), &joined, &countries, &asked, stock);
        let mut members = players.names;
        members.remove(place);
        let answer = offer(&partner, &members, &gains, &asks);
        let [for_, _] = name::parties(system, (&request.for_, &request.with), &request.from)?;
        let mut notes = Vec::new();
        if answer.packages.is_empty() {
            notes.push(format!("nothing of what is asked can be given to {partner} without a member's loss"));
        }
        Ok(Answer { sheets: vec![("offer", result::sheet(&answer, &for_))], record, notes, result: answer })
    }
}
