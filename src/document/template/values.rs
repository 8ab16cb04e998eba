//! What the placeholders of a template stand for.

/// The names that a template may use.
#[derive(Debug, PartialEq, Eq)]
pub struct Shape {
    /// Those of texts.
    pub texts: &'static [&'static str],
    /// Those of lists, each with the names of its items.
    pub lists: &'static [(&'static str, &'static Shape)],
}

impl Shape {
    /// Returns every name.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.texts.iter().copied().chain(self.lists.iter().map(|(name, _)| *name))
    }
}

/// Values under the names of a shape; what is not known is empty.
#[derive(Clone, Debug)]
pub struct Values {
    shape: &'static Shape,
    texts: Vec<String>,
    lists: Vec<Vec<Values>>,
}

impl Values {
    /// Values of which nothing is known.
    #[must_use]
    pub fn new(shape: &'static Shape) -> Self {
        Self {
            shape,
            texts: vec![String::new(); shape.texts.len()],
            lists: vec![Vec::new(); shape.lists.len()],
        }
    }

    /// Sets a text.
    pub fn set(&mut self, name: &str, text: impl Into<String>) {
        let at = self.shape.texts.iter().position(|of| *of == name);
        debug_assert!(at.is_some(), "{name} is a text of this shape");
        if let Some(at) = at {
            self.texts[at] = text.into();
        }
    }

    /// Sets a text that may not be known.
    pub fn set_some(&mut self, name: &str, text: Option<impl Into<String>>) {
        if let Some(text) = text {
            self.set(name, text);
        }
    }

    /// Sets a list.
    pub fn set_list(&mut self, name: &str, items: Vec<Values>) {
        let at = self.shape.lists.iter().position(|(of, _)| *of == name);
        debug_assert!(at.is_some(), "{name} is a list of this shape");
        if let Some(at) = at {
            self.lists[at] = items;
        }
    }

    pub(super) fn shape(&self) -> &'static Shape {
        self.shape
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let at = self.shape.texts.iter().position(|of| *of == name)?;
        self.texts.get(at).map(String::as_str)
    }

    pub(super) fn list(&self, name: &str) -> Option<&[Values]> {
        let at = self.shape.lists.iter().position(|(of, _)| *of == name)?;
        self.lists.get(at).map(Vec::as_slice)
    }
}
