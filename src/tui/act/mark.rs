//! Marking: read, starred, tagged, saved; and undoing it.

use crate::model::ArticleId;
use crate::tui::app::App;
use crate::tui::effect::Effect;
use crate::tui::event::Marking;
use crate::tui::overlays::{Prompt, Purpose};
use crate::tui::words::many;

impl App {
    /// Marks articles, on the screen at once.
    pub fn mark(&mut self, ids: Vec<ArticleId>, how: Marking, undoable: bool) -> Vec<Effect> {
        self.show_marked(&ids, how);
        vec![Effect::Mark { ids, how, undoable }]
    }

    /// Shows articles as marked.
    pub fn show_marked(&mut self, ids: &[ArticleId], how: Marking) {
        self.headlines.mark(ids, how);
        if self.reader.id().is_some_and(|id| ids.contains(&id)) {
            self.reader.edit(|article| match how {
                Marking::Read(read) => article.headline.flags.read = read,
                Marking::Starred(starred) => article.headline.flags.starred = starred,
            });
        }
    }

    /// Turns the read state of the current article, or its star.
    pub fn toggle(&mut self, star: bool) -> Vec<Effect> {
        let Some(id) = self.current() else { return Vec::new() };
        let row = self
            .headlines
            .rows()
            .iter()
            .find(|row| row.id == id)
            .map(|row| row.flags);
        let Some(flags) = row.or_else(|| self.reader.article().map(|article| article.headline.flags)) else {
            return Vec::new();
        };
        let how = if star {
            Marking::Starred(!flags.starred)
        } else {
            Marking::Read(!flags.read)
        };
        self.mark(vec![id], how, true)
    }

    /// Marks the whole list read.
    pub fn mark_all(&mut self) -> Vec<Effect> {
        match (self.list_query(), self.headlines.seen) {
            (Ok(query), Some(seen)) => {
                self.headlines.mark_all_read();
                vec![Effect::MarkAllRead { query, seen }]
            }
            (Err(error), _) => {
                self.complain(error);
                Vec::new()
            }
            (Ok(_), None) => Vec::new(),
        }
    }

    /// Undoes the last marking.
    pub fn undo(&mut self) -> Vec<Effect> {
        let Some((how, ids)) = self.undo.pop() else {
            self.say("nothing to undo");
            return Vec::new();
        };
        let (back, word) = match how {
            Marking::Read(read) => (Marking::Read(!read), if read { "unread again" } else { "read again" }),
            Marking::Starred(starred) => (
                Marking::Starred(!starred),
                if starred { "no longer starred" } else { "starred again" },
            ),
        };
        self.say(format!("{} {word}", many(ids.len(), "article", "articles")));
        self.mark(ids, back, false)
    }

    /// Begins to type a tag.
    pub fn ask_tag(&mut self) -> Vec<Effect> {
        if self.current().is_some() {
            self.prompt = Some(Prompt::new(Purpose::Tag, ""));
        }
        Vec::new()
    }

    /// Gives the current article a tag, or takes it away where it has it.
    pub fn toggle_tag(&mut self, tag: &str) -> Vec<Effect> {
        let Some(id) = self.current() else { return Vec::new() };
        let tag = tag.trim().trim_start_matches('#').to_owned();
        if tag.is_empty() {
            return Vec::new();
        }
        let article = self.reader.article().filter(|article| article.headline.id == id);
        let give = !article.is_some_and(|article| article.tags.iter().any(|known| **known == *tag));
        self.say(if give {
            format!("tagged {tag}")
        } else {
            format!("no longer tagged {tag}")
        });
        vec![Effect::Tag { id, tag, give }]
    }
}
