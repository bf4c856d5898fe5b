//! A box that stands out: something is done, or must be known.

use leptos::prelude::*;

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something is done.
    Success,
    /// Something stands in the way.
    Warning,
    /// Something to know.
    Info,
    /// Life or limb; nothing else looks like it.
    Emergency,
}

impl NoticeKind {
    fn class(self) -> &'static str {
        match self {
            Self::Success => "notice--success",
            Self::Warning => "notice--warning",
            Self::Info => "notice--info",
            Self::Emergency => "notice--emergency",
        }
    }
}

/// A notice. Its title is a sentence.
#[component]
pub fn Notice(
    /// What it is about.
    kind: NoticeKind,
    /// The sentence to read first.
    #[prop(into)]
    title: String,
    /// More, where there is more.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let role = (kind == NoticeKind::Success).then_some("status");
    view! {
        <div class="notice" class=(kind.class(), true) role=role>
            <p class="notice__title">{title}</p>
            {children.map(|children| children())}
        </div>
    }
}
