//! Words that are stored: enumerations whose every value has one fixed code.
//!
//! A code is written to the log, the database, JSON and CSV. It is never translated and never
//! changes; the Rust name beside it may.

/// Declares an enumeration with a fixed code for each value.
///
/// The enumeration gets `ALL` (every value, in the order of declaration), `CODES`, `code`,
/// `from_code`, `Display` (the code) and serde by code.
macro_rules! codes {
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$vmeta:meta])* $variant:ident = $code:literal,)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every value, in the order in which people expect them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The codes of all of them, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code,)+];

            /// Returns the code kept in the log, the database and JSON. It never changes.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// Returns the value whose code this is.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.code())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> ::std::result::Result<S::Ok, S::Error> {
                to.serialize_str(self.code())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> ::std::result::Result<Self, D::Error> {
                let $crate::model::text::Written(code) = serde::Deserialize::deserialize(from)?;
                Self::from_code(&code).ok_or_else(|| {
                    serde::de::Error::custom(format_args!(
                        concat!("unknown ", stringify!($name), " {:?}"), code))
                })
            }
        }
    };
}
pub(crate) use codes;

#[cfg(test)]
#[allow(unreachable_pub, reason = "the macro is written for public enumerations")]
mod tests {
    codes! {
        /// Two colours.
        pub(super) enum Colour {
            /// Like blood.
            Red = "red",
            /// Like the sky.
            Blue = "blue",
        }
    }

    #[test]
    fn a_code_reads_back_as_the_value_it_was_written_from() {
        assert_eq!(Colour::CODES, ["red", "blue"]);
        for colour in Colour::ALL {
            assert_eq!(Colour::from_code(colour.code()), Some(*colour));
            let json = serde_json::to_string(colour).unwrap();
            assert_eq!(serde_json::from_str::<Colour>(&json).unwrap(), *colour);
        }
        assert_eq!(Colour::from_code("green"), None);
        assert!(serde_json::from_str::<Colour>("\"green\"").is_err());
    }
}
