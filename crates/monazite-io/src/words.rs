//! The words of an enum as a list that a description can hold.

/// Words of all kinds of a type with `ALL` and a `const fn word`, or another such function, as `&'static [&'static str]`.
macro_rules! words {
    ($kind:ty) => {
        $crate::words::words!($kind, word)
    };
    ($kind:ty, $word:ident) => {{
        const WORDS: [&str; <$kind>::ALL.len()] = {
            let mut words = [""; <$kind>::ALL.len()];
            let mut i = 0;
            while i < words.len() {
                words[i] = <$kind>::ALL[i].$word();
                i += 1;
            }
            words
        };
        &WORDS
    }};
}

pub(crate) use words;
