use crate::{
    intake::{Fault, Remark},
    lang::*,
    model::event::Event,
    ops::{Failure, Notice, Refusal},
};
macro_rules! stub {
    ($t:ty) => {
        impl Errors for $t {
            fn failure(&self, f: &Failure) -> Told {
                Told { message: f.to_string(), hints: vec![] }
            }
            fn refusal(&self, r: &Refusal) -> Told {
                Told { message: format!("{r:?}"), hints: vec![] }
            }
            fn notice(&self, n: &Notice) -> String {
                format!("{n:?}")
            }
            fn fault(&self, f: &Fault) -> String {
                format!("{f:?}")
            }
            fn remark(&self, r: &Remark) -> String {
                format!("{r:?}")
            }
        }
        impl Life for $t {
            fn event(&self, e: &Event, _: &dyn Names) -> String {
                e.fact.code().to_owned()
            }
            fn repeated(&self, a: u64, b: u64) -> String {
                format!("repeated {a} {b}")
            }
            fn recorded(&self, n: u64) -> String {
                format!("recorded {n}")
            }
            fn imported(&self, read: u64, added: u64) -> String {
                format!("{read} {added}")
            }
            fn would_import(&self, read: u64, added: u64) -> String {
                format!("{read} {added}")
            }
            fn opened(&self, p: &str) -> String {
                p.to_owned()
            }
            fn written(&self, p: &str) -> String {
                p.to_owned()
            }
            fn verified(&self, e: u64, s: u64, h: &str) -> String {
                format!("ok {e} {s} {h}")
            }
            fn differs(&self, e: u64, n: usize) -> String {
                format!("{e} {n}")
            }
            fn finding(&self, f: &crate::store::Finding) -> String {
                format!("{f:?}")
            }
            fn nothing(&self) -> &'static str {
                "nothing"
            }
            fn field(&self, f: Field) -> &'static str {
                f.code()
            }
            fn record_again(&self) -> &'static str {
                "again"
            }
            fn with_note(&self, s: &str, n: &str) -> String {
                format!("{s} ({n})")
            }
            fn voided(&self, s: &str) -> String {
                format!("[{s}]")
            }
            fn erased(&self) -> &'static str {
                "erased"
            }
        }
    };
}
stub!(fr::Fr);
stub!(en::En);
