//! The sample edition's pictures, by name. A test sees to it that none is missing.

/// Every picture in `assets/sample/pictures`.
pub(super) const SAMPLE_PICTURES: [(&str, &[u8]); 28] = [
    (
        "court-ladder.png",
        include_bytes!("../../assets/sample/pictures/court-ladder.png"),
    ),
    (
        "credible-fear-flow.png",
        include_bytes!("../../assets/sample/pictures/credible-fear-flow.png"),
    ),
    (
        "credible-fear-standards.png",
        include_bytes!("../../assets/sample/pictures/credible-fear-standards.png"),
    ),
    (
        "daca-timeline.png",
        include_bytes!("../../assets/sample/pictures/daca-timeline.png"),
    ),
    (
        "daca-window.png",
        include_bytes!("../../assets/sample/pictures/daca-window.png"),
    ),
    (
        "flores-path.png",
        include_bytes!("../../assets/sample/pictures/flores-path.png"),
    ),
    (
        "flores-timeline.png",
        include_bytes!("../../assets/sample/pictures/flores-timeline.png"),
    ),
    (
        "h1b-cap.png",
        include_bytes!("../../assets/sample/pictures/h1b-cap.png"),
    ),
    (
        "h1b-registrations.png",
        include_bytes!("../../assets/sample/pictures/h1b-registrations.png"),
    ),
    (
        "mpp-map.png",
        include_bytes!("../../assets/sample/pictures/mpp-map.png"),
    ),
    (
        "mpp-timeline.png",
        include_bytes!("../../assets/sample/pictures/mpp-timeline.png"),
    ),
    (
        "pact-acts.png",
        include_bytes!("../../assets/sample/pictures/pact-acts.png"),
    ),
    (
        "pact-flow.png",
        include_bytes!("../../assets/sample/pictures/pact-flow.png"),
    ),
    (
        "parole-compare.png",
        include_bytes!("../../assets/sample/pictures/parole-compare.png"),
    ),
    (
        "parole-timeline.png",
        include_bytes!("../../assets/sample/pictures/parole-timeline.png"),
    ),
    (
        "protection-compare.png",
        include_bytes!("../../assets/sample/pictures/protection-compare.png"),
    ),
    (
        "stca-flow.png",
        include_bytes!("../../assets/sample/pictures/stca-flow.png"),
    ),
    (
        "stca-map.png",
        include_bytes!("../../assets/sample/pictures/stca-map.png"),
    ),
    (
        "title42-paths.png",
        include_bytes!("../../assets/sample/pictures/title42-paths.png"),
    ),
    (
        "title42-timeline.png",
        include_bytes!("../../assets/sample/pictures/title42-timeline.png"),
    ),
    (
        "tps-designations.png",
        include_bytes!("../../assets/sample/pictures/tps-designations.png"),
    ),
    (
        "tps-steps.png",
        include_bytes!("../../assets/sample/pictures/tps-steps.png"),
    ),
    (
        "uk-courts.png",
        include_bytes!("../../assets/sample/pictures/uk-courts.png"),
    ),
    (
        "uk-timeline.png",
        include_bytes!("../../assets/sample/pictures/uk-timeline.png"),
    ),
    (
        "visa-numbers.png",
        include_bytes!("../../assets/sample/pictures/visa-numbers.png"),
    ),
    (
        "visa-queue.png",
        include_bytes!("../../assets/sample/pictures/visa-queue.png"),
    ),
    (
        "words-nested.png",
        include_bytes!("../../assets/sample/pictures/words-nested.png"),
    ),
    (
        "words-texts.png",
        include_bytes!("../../assets/sample/pictures/words-texts.png"),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_of_the_edition_is_shipped() {
        let edition = include_str!("../../assets/sample/edition.xml");
        let named = edition
            .split("src=\"sample:")
            .skip(1)
            .filter_map(|rest| rest.split(".png").next());
        let missing: Vec<&str> = named
            .filter(|name| {
                !SAMPLE_PICTURES
                    .iter()
                    .any(|(known, _)| known.strip_suffix(".png") == Some(name))
            })
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
