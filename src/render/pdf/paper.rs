//! Documents as tagged PDF, after PDF/UA-1 (ISO 14289-1): headings, paragraphs, lists, tables with the heads of
//! their columns, pictures with what they show, in the order of reading, in a language that is named.

use std::{collections::HashMap, num::NonZeroU16};

use krilla::{
    Document, SerializeSettings,
    color::luma,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{Point, Rect, Transform},
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, BBox, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope,
        Tag, TagGroup, TagKind, TagTree,
    },
};

use super::{CREATOR, POINTS, Pen, Unwritten, fill, picture, um};
use crate::{
    document,
    draw::Um,
    render::{
        self,
        typeset::{self, Child, Ink, Item, Mark, Role, Set},
    },
};

/// Returns documents, each from the top of a page, as a whole PDF file.
///
/// # Errors
///
/// Returns [`Unwritten`] for a fault of ours.
pub fn papers(documents: &[document::Document]) -> Result<Vec<u8>, Unwritten> {
    let fault = |e: &dyn std::fmt::Debug| Unwritten(format!("{e:?}"));
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|e| fault(&e))?;
    let mut file = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let set = typeset::typeset(documents);
    let (width, height) = typeset::PAGE;
    let size = PageSettings::from_wh(um(width) * POINTS, um(height) * POINTS);
    let size = size.ok_or_else(|| Unwritten("a page without size".to_owned()))?;
    let mut leaves: Vec<Vec<Identifier>> = vec![Vec::new(); set.leaves];
    let mut pen = Pen { fonts: HashMap::new(), dots: None };
    for page in &set.pages {
        let mut written = file.start_page_with(size.clone());
        let mut surface = written.surface();
        surface.push_transform(&Transform::from_scale(POINTS, POINTS));
        for items in page.chunk_by(|one, other| one.mark == other.mark) {
            let identifier = draw(&mut pen, &mut surface, items);
            if let Mark::Leaf(number) = items[0].mark {
                leaves[number].push(identifier);
            }
        }
        surface.pop();
        surface.finish();
        written.finish();
    }
    let language = documents.first().map_or("", |document| document.language);
    let roots = set.roots.iter().map(|root| group(&set, *root, &leaves));
    let mut tree = TagTree::from(roots.collect::<Vec<_>>()).with_lang(Some(language.to_owned()));
    tree.children.retain(|node| matches!(node, Node::Group(group) if !group.children.is_empty()));
    file.set_tag_tree(tree);
    file.set_outline(outline(&set));
    let metadata = Metadata::new()
        .title(render::title(documents))
        .language(language.to_owned())
        .creator(CREATOR.to_owned());
    file.set_metadata(metadata);
    file.finish().map_err(|e| fault(&e))
}

/// Draws what is one thing.
fn draw(pen: &mut Pen, surface: &mut Surface<'_>, items: &[Item]) -> Identifier {
    let tag = match items[0].mark {
        Mark::Leaf(_) => ContentTag::Span(SpanTag::empty()),
        Mark::Foot => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)),
        Mark::Ornament => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
    };
    let identifier = surface.start_tagged(tag);
    for item in items {
        match &item.ink {
            Ink::Shape(shape) => pen.shape(surface, shape),
            Ink::Fill(area, grey) => fill(surface, *area, luma::Color::new(*grey).into()),
            Ink::Picture(picture, corner) => picture::draw(pen, surface, picture, *corner),
        }
    }
    surface.end_tagged();
    identifier
}

/// Makes the tags of an element and of all that is in it.
fn group(set: &Set, number: usize, leaves: &[Vec<Identifier>]) -> Node {
    let element = &set.elements[number];
    let mut made = TagGroup::new(tag(&element.role));
    for child in &element.children {
        match child {
            Child::Element(number) => made.push(group(set, *number, leaves)),
            Child::Leaf(number) => leaves[*number].iter().for_each(|leaf| made.push(*leaf)),
        }
    }
    Node::Group(made)
}

fn tag(role: &Role) -> TagKind {
    match role {
        Role::Part => Tag::Part.into(),
        Role::Heading(level, title) => {
            Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(title.clone())).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::List => Tag::L(ListNumbering::Disc).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Head => Tag::THead.into(),
        Role::Rows => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::Figure(alt) => Tag::Figure(Some(alt.clone())).into(),
        Role::Picture(alt, page, area) => {
            let [x, y, width, height] =
                [area.x, area.y, area.width, area.height].map(|length| um(length) * POINTS);
            let place = Rect::from_xywh(x, y, width, height).map(|place| BBox::new(*page, place));
            Tag::Figure(Some(alt.clone())).with_bbox(place).into()
        }
    }
}

/// The headings, each under the one it belongs to.
fn outline(set: &Set) -> Outline {
    let mut outline = Outline::new();
    let mut open: Vec<(u16, OutlineNode)> = Vec::new();
    let mut close = |open: &mut Vec<(u16, OutlineNode)>, level: u16| {
        while let Some((_, node)) = open.pop_if(|(above, _)| *above >= level) {
            match open.last_mut() {
                Some((_, parent)) => parent.push_child(node),
                None => outline.push_child(node),
            }
        }
    };
    for (level, text, page, y) in &set.outline {
        close(&mut open, *level);
        let place = Point::from_xy(0.0, um(*y - Um::mm(2)) * POINTS);
        open.push((*level, OutlineNode::new(text.clone(), XyzDestination::new(*page, place))));
    }
    close(&mut open, 0);
    outline
}
