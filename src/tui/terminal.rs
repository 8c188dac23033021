//! The terminal: taken over at the start, given back at the end, in a panic and while suspended.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::panic;
use std::thread;
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, SetTitle,
};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use super::app::App;
use super::draw;
use super::pictures::probe::{self, Answers};

/// The terminal while it is ours.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    mouse: bool,
    title: String,
}

impl Screen {
    /// Takes the terminal over. It is given back when this is dropped, and in a panic.
    ///
    /// # Errors
    /// When standard output or input is no terminal, or the terminal cannot be set up.
    pub fn open(mouse: bool) -> io::Result<Screen> {
        if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
            return Err(io::Error::other(
                "the screen needs a terminal; `dateline list` and `dateline --help` do without",
            ));
        }
        give_back_in_a_panic();
        enter(mouse)?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()));
        match Terminal::new(backend) {
            Ok(terminal) => Ok(Screen {
                terminal,
                mouse,
                title: String::new(),
            }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// Its size.
    ///
    /// # Errors
    /// When the terminal does not say.
    pub fn area(&self) -> io::Result<Rect> {
        Ok(Rect::from((ratatui::layout::Position::ORIGIN, self.terminal.size()?)))
    }

    /// Draws the app, changed cells only, all at once.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn draw(&mut self, app: &mut App) -> io::Result<()> {
        app.area = self.area()?;
        app.settle();
        let title = draw::window_title(app);
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        if title != self.title {
            queue!(self.terminal.backend_mut(), SetTitle(&title))?;
            self.title = title;
        }
        self.terminal.draw(|frame| {
            let cursor = draw::draw(app, frame.buffer_mut());
            if let Some(place) = cursor {
                frame.set_cursor_position(place);
            }
        })?;
        self.terminal.backend_mut().write_all(&app.gallery.farewell())?;
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        self.terminal.backend_mut().flush()
    }

    /// Asks the terminal how it draws pictures, waiting at most as long as `patience`; before keys are
    /// read. The size of a cell in pixels as the system knows it comes along.
    ///
    /// # Errors
    /// When the terminal cannot be written to or read.
    pub fn ask(&mut self, patience: Duration) -> io::Result<(Answers, Option<(u16, u16)>)> {
        let answers = probe::ask(patience)?;
        let cell = terminal::window_size().ok().and_then(|size| {
            let (width, height) = (
                size.width.checked_div(size.columns)?,
                size.height.checked_div(size.rows)?,
            );
            (width > 0 && height > 0).then_some((width, height))
        });
        Ok((answers, cell))
    }

    /// Tells the terminal to forget the pictures it was sent.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn forget_pictures(&mut self, app: &mut App) -> io::Result<()> {
        app.gallery.clear();
        self.terminal.backend_mut().write_all(&app.gallery.farewell())?;
        self.terminal.backend_mut().flush()
    }

    /// Has the next drawing draw every cell.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn redraw(&mut self) -> io::Result<()> {
        self.terminal.clear()
    }

    /// Uses the mouse, or leaves it to the terminal.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if on {
            execute!(self.terminal.backend_mut(), EnableMouseCapture)
        } else {
            execute!(self.terminal.backend_mut(), DisableMouseCapture)
        }
    }

    /// Puts text into the clipboard, through the terminal (OSC 52), over ssh too.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Gives the terminal back, stops the program until it is continued, and takes it over again.
    ///
    /// # Errors
    /// When the terminal cannot be taken over again.
    pub fn suspend(&mut self) -> io::Result<()> {
        give_back();
        super::signals::stop_here()?;
        enter(self.mouse)?;
        self.terminal.clear()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.terminal.backend_mut().flush();
        give_back();
    }
}

fn enter(mouse: bool) -> io::Result<()> {
    terminal::enable_raw_mode()?;
    let entered = execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste).and_then(|()| {
        if mouse {
            execute!(io::stdout(), EnableMouseCapture)
        } else {
            Ok(())
        }
    });
    if entered.is_err() {
        give_back();
    }
    entered
}

/// Gives the terminal back as it was. What fails here cannot be helped any more.
fn give_back() {
    let _ = execute!(
        io::stdout(),
        DisableMouseCapture,
        DisableBracketedPaste,
        SetTitle(""),
        LeaveAlternateScreen,
        Show
    );
    let _ = terminal::disable_raw_mode();
}

/// A panic of the thread that draws gives the terminal back before it is reported. One of a
/// worker is an error of what was asked of it, and must not write over the screen.
fn give_back_in_a_panic() {
    let drawing = thread::current().id();
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == drawing {
            give_back();
            report(info);
        }
    }));
}
