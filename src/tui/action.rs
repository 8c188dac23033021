//! Everything a key can do: one table, from which keymap, help, palette and manual are drawn.
//!
//! What an action does in each pane is in [`super::act`]; which key does it, in [`super::keymap`].

use std::fmt;
use std::str::FromStr;

use crate::config::layers::nearest;

/// Where a key is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// Any of the four panes.
    Global,
    /// The feeds pane.
    Feeds,
    /// The headlines pane.
    Headlines,
    /// The article pane.
    Article,
    /// The side pane.
    Side,
    /// A window over the panes.
    Overlay,
    /// A picture in full size.
    Picture,
    /// A page about one thing, a window with keys of its own besides.
    Page,
    /// A line of text being typed.
    Input,
}

impl Context {
    /// Every context, in the order of the help screen.
    pub const ALL: [Context; 9] = [
        Context::Global,
        Context::Feeds,
        Context::Headlines,
        Context::Article,
        Context::Side,
        Context::Overlay,
        Context::Picture,
        Context::Page,
        Context::Input,
    ];

    /// Its name in `keymap.toml`.
    pub const fn word(self) -> &'static str {
        match self {
            Context::Global => "global",
            Context::Feeds => "feeds",
            Context::Headlines => "headlines",
            Context::Article => "article",
            Context::Side => "side",
            Context::Overlay => "overlay",
            Context::Picture => "picture",
            Context::Page => "page",
            Context::Input => "input",
        }
    }

    /// Its heading in the help screen.
    pub const fn heading(self) -> &'static str {
        match self {
            Context::Global => "Everywhere",
            Context::Feeds => "In the feeds",
            Context::Headlines => "In the headlines",
            Context::Article => "In the article",
            Context::Side => "In the side pane",
            Context::Overlay => "In a window",
            Context::Picture => "In a picture",
            Context::Page => "On a page",
            Context::Input => "While typing",
        }
    }

    /// Whether it is one of the four panes.
    pub const fn is_pane(self) -> bool {
        matches!(
            self,
            Context::Feeds | Context::Headlines | Context::Article | Context::Side
        )
    }
}

macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident $name:literal in $contexts:ident: $description:literal;)*) => {
        /// Something a key can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $(#[doc = $description] $variant,)*
        }

        impl Action {
            /// Every action, in the order of the help screen.
            pub const ALL: &[Action] = &[$(Action::$variant),*];

            /// Its name in `keymap.toml` and the palette.
            pub const fn name(self) -> &'static str {
                match self { $(Action::$variant => $name,)* }
            }

            /// What it does, in one line.
            pub const fn description(self) -> &'static str {
                match self { $(Action::$variant => $description,)* }
            }

            /// Where it can be done.
            pub const fn contexts(self) -> &'static [Context] {
                match self { $(Action::$variant => $contexts,)* }
            }
        }
    };
}

const PANES: &[Context] = &[Context::Global];
const LISTS: &[Context] = &[Context::Global, Context::Overlay];
const TYPED: &[Context] = &[Context::Input];
const FEEDS: &[Context] = &[Context::Feeds];
const WINDOWS: &[Context] = &[Context::Overlay, Context::Picture, Context::Input];
const OVERLAYS: &[Context] = &[Context::Overlay, Context::Picture];
const PICTURES: &[Context] = &[Context::Picture];
const VIEWERS: &[Context] = &[Context::Side, Context::Picture, Context::Overlay];
const COPYING: &[Context] = &[Context::Global, Context::Picture, Context::Overlay, Context::Page];
const PAGES: &[Context] = &[Context::Global, Context::Page];

actions! {
    Down "down" in LISTS: "one row down";
    Up "up" in LISTS: "one row up";
    HalfDown "half-down" in LISTS: "half a page down";
    HalfUp "half-up" in LISTS: "half a page up";
    PageDown "page-down" in LISTS: "a page down";
    PageUp "page-up" in LISTS: "a page up";
    Top "top" in LISTS: "to the top";
    Bottom "bottom" in LISTS: "to the bottom";
    ReadOn "read-on" in PANES: "a page further; at the article's end, the next unread one";
    Open "open" in PANES: "open what is selected; on a name, all articles that mention it";
    Forward "forward" in PANES: "to the pane on the right, opening what is selected";
    Backward "backward" in PANES: "to the pane on the left";
    Back "back" in PANES: "step back: out of a chosen name, a filter, a pane";
    NextPane "next-pane" in PANES: "to the next pane";
    PreviousPane "previous-pane" in PANES: "to the pane before";
    FocusFeeds "focus-feeds" in PANES: "to the feeds";
    FocusHeadlines "focus-headlines" in PANES: "to the headlines";
    FocusArticle "focus-article" in PANES: "to the article";
    FocusSide "focus-side" in PANES: "to the side pane: names, photos, links";
    NextArticle "next-article" in PANES: "open the next article";
    PreviousArticle "previous-article" in PANES: "open the article before";
    Next "next" in PANES: "the next mention of the chosen name, else the next hit, else the next unread article";
    Previous "previous" in PANES: "the mention, hit or unread article before";
    ToggleRead "toggle-read" in PANES: "mark read or unread";
    MarkAllRead "mark-all-read" in PANES: "mark every article of the list read";
    Star "star" in PANES: "star, or take the star away";
    Tag "tag" in PANES: "give a tag, or take it away";
    Save "save" in PANES: "save the article as a Markdown file";
    Undo "undo" in PANES: "undo the last marking";
    Filter "filter" in PANES: "filter the headlines while you type";
    UnreadOnly "unread-only" in PANES: "show only unread articles, or all";
    KeepView "keep-view" in PANES: "keep the filter as a view among the feeds";
    OpenBrowser "open-browser" in PAGES: "open the article's page in the browser; of a thing, its official one";
    OpenNumber "open-number" in PANES: "open a link by its number";
    Pipe "pipe" in PANES: "give the article's text to a program";
    CopyAddress "copy-address" in COPYING: "copy the address of the article, link or photo; a quote with its source";
    SwitchText "switch-text" in PANES: "switch between the feed's text and the page's";
    FetchPage "fetch-page" in PANES: "fetch the article's page again";
    Zoom "zoom" in PANES: "give the focused pane the whole screen, or take it back";
    ToggleSide "toggle-side" in PANES: "show or hide the side pane";
    NextTab "next-tab" in PAGES: "the side pane's next tab; a page's next section";
    PreviousTab "previous-tab" in PAGES: "the side pane's tab before; a page's section before";
    ShowEntities "show-entities" in PANES: "the names in the article";
    ShowPhotos "show-photos" in PANES: "the article's photos, with captions and credits";
    ShowLinks "show-links" in PANES: "the article's links";
    ShowQuotes "show-quotes" in PANES: "who says what in the article";
    ShowCites "show-cites" in PANES: "the statutes and cases the article cites";
    EntityPage "entity-page" in PANES: "all about the chosen name: articles, quotes, captions, by week";
    ToggleNames "toggle-names" in PANES: "colour names in the text, or leave them plain";
    GoAll "go-all" in PANES: "list all articles";
    GoUnread "go-unread" in PANES: "list what is unread";
    GoStarred "go-starred" in PANES: "list what is starred";
    GoSaved "go-saved" in PANES: "list what is saved";
    Refresh "refresh" in PANES: "fetch the selected feed or folder";
    RefreshAll "refresh-all" in PANES: "fetch every feed";
    History "history" in PANES: "fetch older articles of the selected feed, where it offers them";
    Stop "stop" in PANES: "stop fetching; if nothing is fetched, quit";
    ToggleFolder "toggle-folder" in FEEDS: "open or close the folder";
    ToggleFolders "toggle-folders" in FEEDS: "open or close every folder";
    Remove "remove" in FEEDS: "leave the feed, or drop the view; asks first";
    OpenPicture "open-picture" in VIEWERS: "open the photo or link with the system's viewer";
    ShowPicture "show-picture" in PANES: "the photo in view, in full size";
    ShowPhotographer "show-photographer" in PANES: "everything by the photographer of the photo in view";
    NextPicture "next-picture" in PICTURES: "the article's next picture";
    PreviousPicture "previous-picture" in PICTURES: "the picture before";
    ZoomIn "zoom-in" in PICTURES: "closer";
    ZoomOut "zoom-out" in PICTURES: "further away";
    ZoomFit "zoom-fit" in PICTURES: "the whole picture";
    PanLeft "pan-left" in PICTURES: "look further left";
    PanRight "pan-right" in PICTURES: "look further right";
    PanUp "pan-up" in PICTURES: "look further up";
    PanDown "pan-down" in PICTURES: "look further down";
    Command "command" in PANES: "type a command";
    Health "health" in PANES: "how the feeds are doing, and what helps";
    Help "help" in PANES: "every key, searchable";
    Redraw "redraw" in PANES: "draw the screen anew";
    Suspend "suspend" in PANES: "suspend, back with fg";
    Quit "quit" in PANES: "quit";
    AskAgain "ask-again" in OVERLAYS: "among the feeds' health: ask the feed again now";
    UpdateAddress "update-address" in OVERLAYS: "among the feeds' health: give the feed its new address";
    OtherAgent "other-agent" in OVERLAYS: "among the feeds' health: send another User-Agent for the feed, or the program's again";
    Leave "leave" in OVERLAYS: "among the feeds' health: leave the feed; asks first";
    AllOrIll "all-or-ill" in OVERLAYS: "among the feeds' health: every feed, or those in trouble";
    Close "close" in OVERLAYS: "close the window";
    Accept "accept" in WINDOWS: "take what is typed or selected";
    Cancel "cancel" in TYPED: "leave without taking it";
    Complete "complete" in TYPED: "complete the word, or take the next suggestion";
    CompleteBack "complete-back" in TYPED: "the suggestion before";
    InputDown "input-down" in TYPED: "down the list while typing";
    InputUp "input-up" in TYPED: "up the list while typing";
    InputPageDown "input-page-down" in TYPED: "a page down while typing";
    InputPageUp "input-page-up" in TYPED: "a page up while typing";
    CursorLeft "cursor-left" in TYPED: "a character to the left";
    CursorRight "cursor-right" in TYPED: "a character to the right";
    CursorStart "cursor-start" in TYPED: "to the line's start";
    CursorEnd "cursor-end" in TYPED: "to the line's end";
    Erase "erase" in TYPED: "delete the character before";
    EraseForward "erase-forward" in TYPED: "delete the character under the cursor";
    EraseWord "erase-word" in TYPED: "delete the word before";
    EraseLine "erase-line" in TYPED: "delete everything before";
}

impl Action {
    /// Whether a key of this context may do it.
    pub fn fits(self, context: Context) -> bool {
        let contexts = self.contexts();
        contexts.contains(&context)
            || (context.is_pane() && contexts.contains(&Context::Global))
            || (context == Context::Page && contexts.contains(&Context::Overlay))
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A word that names no [`Action`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnknownAction {
    /// With a known word near to it.
    #[error("\"{0}\" is not an action; did you mean {1}?")]
    Near(String, &'static str),
    /// With none.
    #[error("\"{0}\" is not an action; `?` lists them all")]
    Strange(String),
}

impl FromStr for Action {
    type Err = UnknownAction;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(action) = Action::ALL.iter().find(|action| action.name() == text) {
            return Ok(*action);
        }
        let near = nearest(text, Action::ALL.iter().map(|action| action.name()));
        let near = near.and_then(|near| Action::ALL.iter().find(|action| action.name() == near));
        Err(match near {
            Some(near) => UnknownAction::Near(text.to_owned(), near.name()),
            None => UnknownAction::Strange(text.to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_round_trip_and_no_two_share_a_name() {
        for action in Action::ALL {
            assert_eq!(action.to_string().parse::<Action>(), Ok(*action));
            assert!(!action.contexts().is_empty() && !action.description().is_empty());
        }
    }

    #[test]
    fn a_slip_is_told_with_the_nearest_word() {
        let said = "toggle-raed".parse::<Action>().unwrap_err().to_string();
        assert_eq!(said, "\"toggle-raed\" is not an action; did you mean toggle-read?");
    }
}
