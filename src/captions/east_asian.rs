//! Credits as Chinese and Japanese captions have them.

use super::agency;

/// `…。新华社记者 李样本 摄`: a reporter's picture.
pub(super) fn chinese(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_end_matches(['）', ')', '。', ' ']);
    if !inner.ends_with('摄') && !inner.ends_with('攝') {
        return None;
    }
    let at = text
        .rfind(['。', '（', '(', '\u{3000}'])
        .map(|at| {
            at + text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8)
        })
        .filter(|at| at + 3 < inner.len())?;
    let credit = text.get(at..)?;
    let start = if text.get(..at)?.ends_with(['（', '(']) {
        text.get(..at)?.trim_end_matches(['（', '(']).len()
    } else {
        at
    };
    (credit.chars().count() <= 24).then_some((text.get(..start)?, credit))
}

/// `…＝ＡＰ`, `…（X撮影）`.
pub(super) fn japanese(text: &str) -> Option<(&str, &str)> {
    if let Some(open) = text.rfind('（')
        && let Some(inner) = text
            .get(open + '（'.len_utf8()..)
            .and_then(|rest| rest.strip_suffix('）'))
        && (inner.ends_with("撮影")
            || inner.ends_with("提供")
            || inner.starts_with("写真")
            || agency::known(inner).is_some())
    {
        return Some((text.get(..open)?, text.get(open..)?));
    }
    let at = text.rfind('＝')?;
    let name = text.get(at + '＝'.len_utf8()..)?.trim();
    let credit = agency::known(name).is_some() || name.ends_with("撮影") || name.ends_with("提供");
    (credit && name.chars().count() <= 20).then_some((text.get(..at)?, text.get(at..)?))
}
