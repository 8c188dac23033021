//! Threads whose work nobody waits for at this moment: they leave the processor to those somebody
//! waits for, the screen first of all.

use std::io;
use std::thread;

/// How far behind (see `nice(2)`): with everything busy, a third of what others get.
#[cfg(target_os = "linux")]
const BEHIND: i32 = 5;

/// Runs `work` on a thread of its own that gives way to others; `name` is for those who look at
/// the process.
///
/// # Errors
/// When the system gives no thread.
pub fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let body = move || {
        step_back();
        work();
    };
    thread::Builder::new().name(name.to_owned()).spawn(body).map(drop)
}

/// On Linux niceness is each thread's own (`setpriority(2)`); elsewhere it is the whole process's,
/// which is not to be slowed down. Where it is refused, the thread is as fast as the others.
fn step_back() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(BEHIND);
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn gives_way_itself_and_leaves_the_others_as_they_are() {
        let (tell, told) = std::sync::mpsc::channel();
        let before = rustix::process::nice(0).unwrap();
        spawn("test", move || tell.send(rustix::process::nice(0).unwrap()).unwrap()).unwrap();
        assert_eq!(told.recv().unwrap(), (before + BEHIND).min(19));
        assert_eq!(rustix::process::nice(0).unwrap(), before);
    }
}
