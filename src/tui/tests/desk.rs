//! A desk with a small made-up library that answers at once, worked by key scripts.

use std::collections::BTreeMap;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;

use crate::config;
use crate::library::{Overview, Totals, ViewRow};
use crate::model::*;
use crate::query::{Query, State, Test, hits};
use crate::tui::app::{App, Start};
use crate::tui::colour::Depth;
use crate::tui::draw;
use crate::tui::effect::{Effect, Which};
use crate::tui::event::{Event, Loaded, Marking, Page};
use crate::tui::key::Key;
use crate::tui::keymap::Keymap;
use crate::tui::theme::Theme;
use crate::tui::words::Zone;

/// Wednesday 25 November 2026, 02:00 UTC.
pub const NOW: Timestamp = Timestamp(1_795_572_000);

pub struct Desk {
    pub app: App,
    /// Everything asked for that the made-up library does not answer.
    pub asked: Vec<Effect>,
    pub feeds: Vec<Feed>,
    pub views: Vec<ViewRow>,
    pub articles: Vec<Article>,
    /// Whether questions are left without answer.
    pub deaf: bool,
}

impl Desk {
    pub fn new(width: u16, height: u16) -> Desk {
        Desk::with(width, height, feeds(), articles())
    }

    pub fn with(width: u16, height: u16, feeds: Vec<Feed>, articles: Vec<Article>) -> Desk {
        let (settings, _) = config::load("").unwrap();
        let start = Start {
            keymap: Keymap::load("dateline", None).0,
            theme: Theme::load(&settings.screen.theme, None, Depth::True).0,
            settings,
            themes: BTreeMap::new(),
            depth: Depth::True,
            now: NOW,
            zone: Zone::Utc,
        };
        let view = View {
            id: ViewId(1),
            name: SafeText::line("MPP cases"),
            query: "\"Migrant Protection Protocols\"".into(),
        };
        let mut desk = Desk {
            app: App::new(start),
            asked: Vec::new(),
            feeds,
            views: vec![ViewRow {
                view,
                unread: Some(3),
                more: false,
            }],
            articles,
            deaf: false,
        };
        desk.app.area = Rect::new(0, 0, width, height);
        desk.app.settle();
        let mut effects = vec![Effect::LoadOverview];
        effects.extend(desk.app.list(None));
        desk.carry_out(effects);
        desk
    }

    /// Presses keys: characters as they are, others as `<Enter>`, `<^D>`, `<S-Tab>`.
    pub fn press(&mut self, script: &str) -> &mut Self {
        let mut rest = script;
        while let Some(c) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|after| after.split_once('>'));
            let key = match named.and_then(|(name, after)| Some((name.parse::<Key>().ok()?, after))) {
                Some((key, after)) => {
                    rest = after;
                    key
                }
                None => {
                    rest = &rest[c.len_utf8()..];
                    Key::char(c)
                }
            };
            let effects = self.app.key(key);
            self.carry_out(effects);
            self.app.settle();
        }
        self
    }

    pub fn tell(&mut self, event: Event) -> &mut Self {
        let (_, effects) = self.app.update(event, NOW);
        self.carry_out(effects);
        self.app.settle();
        self
    }

    pub fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let answer = if self.deaf { None } else { self.answer(&effect) };
            match answer {
                Some(loaded) => {
                    let (_, more) = self.app.update(Event::Loaded(loaded), NOW);
                    self.carry_out(more);
                }
                None => self.asked.push(effect),
            }
        }
    }

    fn answer(&mut self, effect: &Effect) -> Option<Loaded> {
        Some(match effect {
            Effect::LoadOverview => Loaded::Overview(self.overview()),
            Effect::LoadHeadlines {
                ticket,
                query,
                page,
                limit,
            } => {
                let after = if let Page::After(id) = page { Some(*id) } else { None };
                let mut rows: Vec<Headline> = self
                    .articles
                    .iter()
                    .filter(|article| self.fits(article, query))
                    .map(|article| article.headline.clone())
                    .collect();
                rows.sort_by_key(|row| std::cmp::Reverse(row.id));
                rows.retain(|row| after.is_none_or(|after| row.id < after));
                let end = rows.len() < *limit;
                rows.truncate(*limit);
                Loaded::Headlines {
                    ticket: *ticket,
                    page: *page,
                    rows,
                    end,
                    seen: None,
                }
            }
            Effect::Count { ticket, query } => {
                let count = self.articles.iter().filter(|article| self.fits(article, query)).count() as u64;
                Loaded::Count { ticket: *ticket, count }
            }
            Effect::LoadArticle { ticket, id, .. } => {
                let article = self
                    .articles
                    .iter()
                    .find(|article| article.headline.id == *id)
                    .cloned()
                    .map(Box::new);
                Loaded::Article {
                    ticket: *ticket,
                    article,
                    scroll: 0,
                }
            }
            Effect::LoadEntityPage { ticket, which } => {
                let (name, kind) = match which {
                    Which::Key(key, kind) => (self.name_of(key).unwrap_or_else(|| key.clone()), *kind),
                    Which::Name(name) => (name.clone(), EntityKind::Person),
                };
                Loaded::EntityPage {
                    ticket: *ticket,
                    page: Some(Box::new(super::pages::page(&name, kind))),
                }
            }
            Effect::LoadEntityNames(begun) => Loaded::EntityNames {
                begun: begun.clone(),
                names: ["Ken Cuccinelli", "Kentucky"]
                    .into_iter()
                    .filter(|name| name.to_lowercase().starts_with(&begun.to_lowercase()))
                    .map(|name| NamedEntity {
                        kind: EntityKind::Person,
                        key: name.to_lowercase(),
                        name: SafeText::line(name),
                        articles: 12,
                    })
                    .collect(),
            },
            Effect::Mark { ids, how, undoable } => {
                for article in self
                    .articles
                    .iter_mut()
                    .filter(|article| ids.contains(&article.headline.id))
                {
                    match how {
                        Marking::Read(read) => article.headline.flags.read = *read,
                        Marking::Starred(starred) => article.headline.flags.starred = *starred,
                    }
                }
                Loaded::Marked {
                    how: *how,
                    ids: ids.clone(),
                    undoable: *undoable,
                }
            }
            _ => return None,
        })
    }

    /// The name of an entity with a key.
    fn name_of(&self, key: &str) -> Option<String> {
        let entities = self
            .articles
            .iter()
            .filter_map(|article| article.analysis.as_ref())
            .flat_map(|analysis| &analysis.entities);
        entities
            .filter(|entity| entity.key == key)
            .map(|entity| entity.name.to_string())
            .next()
    }

    fn overview(&self) -> Overview {
        let mut feeds = self.feeds.clone();
        for feed in &mut feeds {
            let own = || self.articles.iter().filter(|article| article.headline.feed == feed.id);
            let (total, unread) = (
                own().count() as u64,
                own().filter(|article| !article.headline.flags.read).count() as u64,
            );
            (feed.total, feed.unread) = (total, unread);
        }
        let count = |fits: fn(&Flags) -> bool| {
            self.articles
                .iter()
                .filter(|article| fits(&article.headline.flags))
                .count() as u64
        };
        let totals = Totals {
            total: self.articles.len() as u64,
            unread: count(|flags| !flags.read),
            starred: count(|flags| flags.starred),
            saved: count(|flags| flags.saved),
        };
        Overview {
            feeds,
            views: self.views.clone(),
            totals,
        }
    }

    fn fits(&self, article: &Article, query: &Query) -> bool {
        let flags = article.headline.flags;
        let feed = self.feeds.iter().find(|feed| feed.id == article.headline.feed);
        query.terms.iter().all(|term| {
            let holds = match &term.test {
                Test::Is(State::Unread) => !flags.read,
                Test::Is(State::Starred) => flags.starred,
                Test::Is(State::Saved) => flags.saved,
                Test::FeedId(id) => article.headline.feed == *id,
                Test::Folder(folder) => feed.is_some_and(|feed| feed.folder.starts_with(folder.as_str())),
                test => {
                    let query = Query::of(test.clone());
                    !hits(&query, &article.headline.title).is_empty()
                        || !hits(&query, article.document.text()).is_empty()
                }
            };
            holds != term.negated
        })
    }

    /// The screen's text.
    pub fn screen(&mut self) -> String {
        let mut terminal = self.terminal();
        let lines = terminal.backend_mut().buffer().clone();
        let area = lines.area;
        let row = |y| {
            let mut text = String::new();
            let mut x = 0;
            while x < area.width {
                let symbol = lines[(x, y)].symbol();
                text.push_str(symbol);
                x += (crate::flow::width(symbol) as u16).max(1);
            }
            text.trim_end().to_owned() + "\n"
        };
        (0..area.height).map(row).collect()
    }

    pub fn terminal(&mut self) -> Terminal<TestBackend> {
        self.app.settle();
        let mut terminal = Terminal::new(TestBackend::new(self.app.area.width, self.app.area.height)).unwrap();
        terminal
            .draw(|frame| {
                if let Some(place) = draw::draw(&self.app, frame.buffer_mut()) {
                    frame.set_cursor_position(place);
                }
            })
            .unwrap();
        terminal
    }

    pub fn message(&self) -> &str {
        self.app.message.as_ref().map_or("", |message| message.text.as_str())
    }

    pub fn titles(&self) -> Vec<&str> {
        self.app.headlines.rows().iter().map(|row| row.title.as_str()).collect()
    }

    pub fn selected(&self) -> &str {
        self.app.headlines.selected().map_or("", |row| row.title.as_str())
    }
}

pub fn feed(id: i64, title: &str, folder: &str) -> Feed {
    Feed {
        id: FeedId(id),
        url: format!("https://feeds.example/{id}"),
        title: SafeText::line(title),
        site: None,
        folder: SafeText::line(folder),
        options: FeedOptions::default(),
        health: FeedHealth {
            good: Some(NOW.plus(-600)),
            status: 200,
            ..FeedHealth::default()
        },
        unread: 0,
        total: 0,
    }
}

pub fn feeds() -> Vec<Feed> {
    let mut feeds = vec![
        feed(1, "Sample edition", ""),
        feed(2, "The Border Ledger", "Outlets"),
        feed(3, "Harbor & Plains Tribune", "Outlets"),
        feed(4, "Ninth Circuit opinions", "Courts"),
        feed(5, "Immigration Appeals Monitor", "Courts"),
        feed(6, "Office of Border Statistics", "Agencies"),
    ];
    feeds[4].health.error = Some(SafeText::line(
        "the server says 503 Service Unavailable; asked again in 30 minutes",
    ));
    feeds[4].health.errors = 3;
    feeds
}

pub fn headline(id: i64, feed: i64, title: &str, age: i64, words: u32) -> Headline {
    Headline {
        id: ArticleId::new(NOW.plus(-age), id as u32),
        feed: FeedId(feed),
        title: SafeText::line(title),
        author: SafeText::line("Rosa Delgado"),
        published: NOW.plus(-age),
        words,
        flags: Flags::default(),
    }
}

pub fn article(headline: Headline, document: Document, photos: Vec<Photo>, names: &[(EntityKind, &str)]) -> Article {
    let text = document.text().to_owned();
    let entity = |(kind, name): &(EntityKind, &str)| Entity {
        kind: *kind,
        key: name.to_lowercase(),
        name: SafeText::line(name),
        value: None,
        url: None,
        mentions: text
            .match_indices(name)
            .map(|(at, found)| Mention {
                range: at..at + found.len(),
            })
            .collect(),
        prominence: 0.5,
    };
    let entities = names
        .iter()
        .map(entity)
        .filter(|entity| !entity.mentions.is_empty())
        .collect();
    let quotes = text.match_indices('“').filter_map(|(at, _)| {
        let start = at + '“'.len_utf8();
        let end = start + text[start..].find('”')?;
        Some(Quote {
            range: start..end,
            kind: QuoteKind::Direct,
            speaker: Some(SafeText::line("Amal Haddad")),
            entity: None,
            verb: None,
            around: 0..0,
        })
    });
    let citations = text.match_indices("8 U.S.C. § 1158(a)").map(|(at, found)| Citation {
        ranges: std::iter::once(at..at + found.len()).collect(),
        canonical: found.to_owned(),
        url: Some("https://www.law.cornell.edu/uscode/text/8/1158".into()),
    });
    let analysis = Analysis {
        quotes: quotes.collect(),
        citations: citations.collect(),
        entities,
        ..Analysis::default()
    };
    Article {
        feed_title: SafeText::line(
            &feeds()
                .iter()
                .find(|feed| feed.id == headline.feed)
                .map_or(String::new(), |feed| feed.title.to_string()),
        ),
        url: Some(format!("https://news.example/{}", headline.id)),
        headline,
        comments: None,
        coordinates: None,
        retrieved: NOW,
        updated: None,
        categories: Vec::new(),
        tags: Vec::new(),
        shown: ShownText::Page,
        page: PageState::Stored,
        document,
        photos,
        analysis: Some(analysis),
        facts: PageFacts::default(),
        saved_as: None,
    }
}

fn para(build: &mut DocumentBuilder, text: &str) {
    build.open(BlockKind::Paragraph, 0, None);
    build.push(text);
}

/// The article the screens show: every sort of block.
pub fn long_document() -> Document {
    let mut build = DocumentBuilder::new();
    para(
        &mut build,
        "The union that represents asylum officers asked a federal court on Tuesday to end the Migrant Protection Protocols, saying the programme makes its members break the law they are sworn to uphold.",
    );
    build.mark(BlockKind::Figure(0), 0);
    para(
        &mut build,
        "The filing with the Ninth Circuit is the first in which officers of Citizenship and Immigration Services speak against a policy they carry out. Under the Migrant Protection Protocols, people who ask for asylum at the border wait in Mexico while their cases are heard.",
    );
    build.open(BlockKind::Heading(2), 0, None);
    build.push("What the officers say");
    build.open(BlockKind::Paragraph, 1, None);
    build.push("“We are asked to send people back to where they may be harmed, and to call it a procedure.”");
    para(
        &mut build,
        "Amal Haddad, who leads the union, said the officers had raised their concerns inside Citizenship and Immigration Services first. The agency did not answer questions. ",
    );
    build.push("See ");
    let link = build.link("https://courts.example/filings/19-15716");
    build.style_start(Style::Link(link));
    build.push("the filing");
    build.style_end();
    build.push(" and ");
    let link = build.link("https://www.law.cornell.edu/uscode/text/8/1158");
    build.style_start(Style::Link(link));
    build.push("8 U.S.C. § 1158(a)");
    build.style_end();
    build.push(".");
    build.open(BlockKind::Heading(2), 0, None);
    build.push("How it works");
    for (number, text) in [
        (1, "An officer asks whether the person fears return to Mexico."),
        (2, "A hearing is set in a court on the other side."),
        (3, "The person waits in Mexico, often for months."),
    ] {
        build.open(
            BlockKind::Paragraph,
            0,
            Some(ListPlace {
                depth: 1,
                marker: Marker::Number(number),
                opens: true,
            }),
        );
        build.push(text);
    }
    let row = |a: &str, b: &str, c: &str| vec![(a.to_owned(), 1), (b.to_owned(), 1), (c.to_owned(), 1)];
    build.table(
        1,
        &[
            row("Month", "Sent back", "Heard"),
            row("May", "4,120", "310"),
            row("June", "5,985", "402"),
        ],
        0,
    );
    build.mark(BlockKind::Figure(1), 0);
    para(
        &mut build,
        "Mexico has said it takes people back for humanitarian reasons only. The court hears the case in October.",
    );
    build.mark(BlockKind::Rule, 0);
    para(&mut build, "Amal Haddad said more filings would follow.");
    build.finish()
}

pub fn photos() -> Vec<Photo> {
    vec![
        Photo {
            url: "https://pictures.example/raft.jpg".into(),
            caption: SafeText::line("People cross the river on a raft near the old ferry landing"),
            credit: Some(SafeText::line("Lucia Prieto/Border Ledger")),
            photographers: vec![SafeText::line("Lucia Prieto")],
            agencies: vec![SafeText::line("Border Ledger")],
            place: Some(SafeText::line("Ciudad Hidalgo, Mexico")),
            date: Some(PartialDate {
                year: 2026,
                month: Some(6),
                day: Some(14),
            }),
            ..Photo::default()
        },
        Photo {
            url: "https://pictures.example/court.jpg".into(),
            caption: SafeText::line("The courthouse in San Francisco"),
            credit: Some(SafeText::line("Handout")),
            ..Photo::default()
        },
    ]
}

pub fn articles() -> Vec<Article> {
    let names = [
        (EntityKind::Agency, "Citizenship and Immigration Services"),
        (EntityKind::Court, "Ninth Circuit"),
        (EntityKind::Person, "Amal Haddad"),
        (EntityKind::Law, "Migrant Protection Protocols"),
        (EntityKind::Place, "Mexico"),
        (EntityKind::Date, "Tuesday"),
    ];
    let short = |text: &str| {
        let mut build = DocumentBuilder::new();
        para(&mut build, text);
        build.finish()
    };
    let mut all = vec![article(
        headline(
            1,
            2,
            "Asylum officers’ union asks court to end “Remain in Mexico”",
            7_200,
            912,
        ),
        long_document(),
        photos(),
        &names,
    )];
    let titles = [
        (
            2,
            6,
            "Arrivals at the southern border fell by a third in October",
            10_800,
            640,
        ),
        (
            3,
            4,
            "Haddad v. Secretary: panel upholds injunction on expedited removal",
            14_400,
            5_210,
        ),
        (
            4,
            2,
            "移民政策的新规定：庇护申请者须在三十日内提交材料，否则案件将被驳回",
            21_600,
            1_480,
        ),
        (5, 3, "قرار جديد بشأن طلبات اللجوء على الحدود", 30_000, 420),
        (
            6,
            3,
            "Work permits 🪪 for 👩‍👩‍👧 families: what the final rule changes",
            86_400,
            1_100,
        ),
        (7, 4, "In re M-A-C-: particular social group, on remand", 172_800, 8_804),
        (
            8,
            2,
            "Visa bulletin for December: family categories move by six weeks",
            259_200,
            380,
        ),
        (
            9,
            1,
            "How a credible-fear interview works, step by step",
            900_000,
            1_530,
        ),
        (
            10,
            1,
            "Temporary Protected Status: who has it, and until when",
            1_000_000,
            1_240,
        ),
    ];
    for (id, feed, title, age, words) in titles {
        let text = format!("{title}. This is a short text about asylum and what comes of it in Mexico.");
        all.push(article(
            headline(id, feed, title, age, words),
            short(&text),
            Vec::new(),
            &names,
        ));
    }
    for read in [2, 6, 7] {
        all[read].headline.flags.read = true;
    }
    all[2].headline.flags.starred = true;
    all[8].headline.flags.saved = true;
    all[3].headline.flags.edited = true;
    all
}
