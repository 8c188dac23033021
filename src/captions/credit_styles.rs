//! The styles of credit lines met in the press, each with captions of our own making: what the
//! picture shows, where, when, who took it and for whom.

use super::credit;

/// Caption, body, place, date, photographers (joined by `; `), agencies (joined by `/`).
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("Officers wait at a crossing in Nogales, Ariz., on Tuesday, March 5, 2024. (AP Photo/Thandiwe Okoro, File)",
     "Officers wait at a crossing in Nogales, Ariz., on Tuesday, March 5, 2024.", "Nogales, Ariz.", "2024-03-05", "Thandiwe Okoro", "AP"),
    ("FILE - A judge walks to the courthouse in Tampa, Fla., Sept. 12, 2022. (AP Photo/Jae-won Pakk, File)",
     "FILE - A judge walks to the courthouse in Tampa, Fla., Sept. 12, 2022.", "Tampa, Fla.", "2022-09-12", "Jae-won Pakk", "AP"),
    ("Judge Ina Probst leaves the hearing. (Ina Vorbild/The Daily Example via AP)",
     "Judge Ina Probst leaves the hearing.", "", "", "Ina Vorbild", "The Daily Example/AP"),
    ("Judge Ina Probst leaves the hearing. (Courtesy of Muster Family via AP)",
     "Judge Ina Probst leaves the hearing.", "", "", "", "Muster Family/AP"),
    ("A woman holds her child after crossing the Darien Gap in Bajo Chiquito, Panama, October 2, 2023. REUTERS/Oyelaran Bempe",
     "A woman holds her child after crossing the Darien Gap in Bajo Chiquito, Panama, October 2, 2023.", "Bajo Chiquito, Panama", "2023-10-02", "Oyelaran Bempe", "Reuters"),
    ("FILE PHOTO: A sign is seen at the embassy in Lima, Peru August 9, 2021. REUTERS/Ximena Obregoso/File Photo",
     "FILE PHOTO: A sign is seen at the embassy in Lima, Peru August 9, 2021.", "Lima, Peru", "2021-08-09", "Ximena Obregoso", "Reuters"),
    ("Ministers meet in Riga, Latvia, May 30, 2019. REUTERS/Ints Kalnozols/Pool",
     "Ministers meet in Riga, Latvia, May 30, 2019.", "Riga, Latvia", "2019-05-30", "Ints Kalnozols", "Reuters/Pool"),
    ("Ministers meet in Riga, Latvia May 30, 2019. Zoltan Mustre/Pool via REUTERS",
     "Ministers meet in Riga, Latvia May 30, 2019.", "Riga, Latvia", "2019-05-30", "Zoltan Mustre", "Pool/Reuters"),
    ("The centre in Bari. Ministry of the Interior/Handout via REUTERS",
     "The centre in Bari.", "Bari", "", "", "Ministry of the Interior/Reuters"),
    ("A boat on the river. Photographer: Wen Lissak/Bloomberg",
     "A boat on the river.", "", "", "Wen Lissak", "Bloomberg"),
    ("A boat on the river. Wen Lissak | Bloomberg | Getty Images",
     "A boat on the river.", "", "", "Wen Lissak", "Bloomberg/Getty Images"),
    ("A boat on the river. | Tobi Adeyemo/POLITICO",
     "A boat on the river.", "", "", "Tobi Adeyemo", "POLITICO"),
    ("Rafael Muestra | AFP | Getty Images",
     "", "", "", "Rafael Muestra", "AFP/Getty Images"),
    ("The governor speaks. Photo: Lino Prova, AP",
     "The governor speaks.", "", "", "Lino Prova", "AP"),
    ("The governor speaks. (Photo: Lino Prova, USA TODAY Network)",
     "The governor speaks.", "", "", "Lino Prova", "USA TODAY Network"),
    ("The governor speaks. Photo: Lino Prova/Getty Images",
     "The governor speaks.", "", "", "Lino Prova", "Getty Images"),
    ("The governor speaks. Photograph: Lino Prova/EPA",
     "The governor speaks.", "", "", "Lino Prova", "EPA"),
    ("The governor speaks. Photograph: Lino Prova/Rex/Shutterstock",
     "The governor speaks.", "", "", "Lino Prova", "Rex/Shutterstock"),
    ("The governor speaks. Credit: Lino Prova/The New York Times",
     "The governor speaks.", "", "", "Lino Prova", "The New York Times"),
    ("The governor speaks.Credit...Lino Prova for The New York Times",
     "The governor speaks.", "", "", "Lino Prova", "The New York Times"),
    ("The governor speaks. Image: Lino Prova/AP",
     "The governor speaks.", "", "", "Lino Prova", "AP"),
    ("Migrants line up in Juárez, Mexico, on Jan. 4, 2023. (Pauline Exemple for The Washington Post via Getty Images)",
     "Migrants line up in Juárez, Mexico, on Jan. 4, 2023.", "Juárez, Mexico", "2023-01-04", "Pauline Exemple", "The Washington Post/Getty Images"),
    ("Migrants line up in Juárez, Mexico. (Pauline Exemple/The Washington Post)",
     "Migrants line up in Juárez, Mexico.", "Juárez, Mexico", "", "Pauline Exemple", "The Washington Post"),
    ("Migrants line up. Jordan Beispiel for NPR",
     "Migrants line up.", "", "", "Jordan Beispiel", "NPR"),
    ("Migrants line up. Credit: Jordan Beispiel for The Texas Tribune",
     "Migrants line up.", "", "", "Jordan Beispiel", "The Texas Tribune"),
    ("Women wait at the gate in Ciudad Ejemplo, Coahuila state, Mexico on June 3, 2019. (Photo by XIADANI MUESTRA / AFP)        (Photo credit should read XIADANI MUESTRA/AFP/Getty Images)",
     "Women wait at the gate in Ciudad Ejemplo, Coahuila state, Mexico on June 3, 2019.", "Ciudad Ejemplo, Coahuila state, Mexico", "2019-06-03", "Xiadani Muestra", "AFP/Getty Images"),
    ("Women wait at the gate. (Photo by Jean-Louis EXEMPLE / POOL / AFP)",
     "Women wait at the gate.", "", "", "Jean-Louis Exemple", "Pool/AFP"),
    ("Women wait at the gate on May 2, 2020. (Photo by Lina PRØVE / Ritzau Scanpix / AFP) / Denmark OUT",
     "Women wait at the gate on May 2, 2020.", "", "2020-05-02", "Lina Prøve", "Ritzau Scanpix/AFP"),
    ("The family in 2015. Courtesy of Gloria Beispiel",
     "The family in 2015.", "", "2015", "", "Gloria Beispiel"),
    ("The family at home. (Courtesy Sample Legal Aid)",
     "The family at home.", "", "", "", "Sample Legal Aid"),
    ("The family at home. Photo courtesy of Sample Legal Aid",
     "The family at home.", "", "", "", "Sample Legal Aid"),
    ("The seized vessel. Handout/U.S. Coast Guard",
     "The seized vessel.", "", "", "", "U.S. Coast Guard"),
    ("The seized vessel. (U.S. Coast Guard photo by Petty Officer 3rd Class Ryo Musterson)",
     "The seized vessel.", "", "", "Ryo Musterson", "U.S. Coast Guard"),
    ("The seized vessel. U.S. Customs and Border Protection via AP",
     "The seized vessel.", "", "", "", "U.S. Customs and Border Protection/AP"),
    ("MCALLEN, TEXAS - JULY 12: A child plays at a respite center on July 12, 2021 in McAllen, Texas. (Photo by Brendon Exempel/Getty Images)",
     "MCALLEN, TEXAS - JULY 12: A child plays at a respite center on July 12, 2021 in McAllen, Texas.", "McAllen, Texas", "2021-07-12", "Brendon Exempel", "Getty Images"),
    ("WASHINGTON, DC - JANUARY 09: The Capitol is seen on January 9, 2024 in Washington, DC. (Photo by Anya Muster/Getty Images)",
     "WASHINGTON, DC - JANUARY 09: The Capitol is seen on January 9, 2024 in Washington, DC.", "Washington, DC", "2024-01-09", "Anya Muster", "Getty Images"),
    ("TIJUANA, MEXICO - NOVEMBER 25, 2018: A boy runs. (Photo by Karim Voorbeeld / Anadolu Agency via Getty Images)",
     "TIJUANA, MEXICO - NOVEMBER 25, 2018: A boy runs.", "Tijuana, Mexico", "2018-11-25", "Karim Voorbeeld", "Anadolu Agency/Getty Images"),
    ("El Paso, TX – April 3, 2019: Agents stand under the bridge. Credit: Uwe Exempel/The Texas Tribune",
     "El Paso, TX – April 3, 2019: Agents stand under the bridge.", "El Paso, TX", "2019-04-03", "Uwe Exempel", "The Texas Tribune"),
    ("Ein Grenzbeamter in Görlitz, 3. Mai 2023. Foto: Pawel Muster/TASS/dpa/picture alliance",
     "Ein Grenzbeamter in Görlitz, 3. Mai 2023.", "Görlitz", "2023-05-03", "Pawel Muster", "TASS/dpa/picture alliance"),
    ("Ein Grenzbeamter. Pawel Muster/TASS/dpa/picture alliance",
     "Ein Grenzbeamter.", "", "", "Pawel Muster", "TASS/dpa/picture alliance"),
    ("Ein Grenzbeamter. © Pawel Muster/dpa",
     "Ein Grenzbeamter.", "", "", "Pawel Muster", "dpa"),
    ("Ein Grenzbeamter. Foto: Pawel Muster / AP",
     "Ein Grenzbeamter.", "", "", "Pawel Muster", "AP"),
    ("Ein Grenzbeamter. (Archivbild) Quelle: Pawel Muster/dpa",
     "Ein Grenzbeamter. (Archivbild)", "", "", "Pawel Muster", "dpa"),
    ("Der Bundesrat in Bern. Beat Mustermann (Keystone)",
     "Der Bundesrat in Bern.", "Bern", "", "Beat Mustermann", "Keystone"),
    ("Der Bundesrat. Foto: Beat Mustermann (Keystone)",
     "Der Bundesrat.", "", "", "Beat Mustermann", "Keystone"),
    ("Der Bundesrat. Bild: imago images/Beat Mustermann",
     "Der Bundesrat.", "", "", "Beat Mustermann", "IMAGO"),
    ("Des migrants à Calais, le 3 mars 2022. PHOTO / AFP",
     "Des migrants à Calais, le 3 mars 2022.", "Calais", "2022-03-03", "", "AFP"),
    ("Des migrants à Calais, le 3 mars 2022. © Odile Exemple / AFP",
     "Des migrants à Calais, le 3 mars 2022.", "Calais", "2022-03-03", "Odile Exemple", "AFP"),
    ("Des migrants à Calais, le 3 mars 2022. ODILE EXEMPLE/AFP",
     "Des migrants à Calais, le 3 mars 2022.", "Calais", "2022-03-03", "Odile Exemple", "AFP"),
    ("Migrantes en Tapachula. Foto: Lupe Muestra / Cuartoscuro",
     "Migrantes en Tapachula.", "Tapachula", "", "Lupe Muestra", "Cuartoscuro"),
    ("Migrantes en Tapachula. EFE/Lupe Muestra",
     "Migrantes en Tapachula.", "Tapachula", "", "Lupe Muestra", "EFE"),
    ("Migrantes en Tapachula. LUPE MUESTRA (EFE)",
     "Migrantes en Tapachula.", "Tapachula", "", "Lupe Muestra", "EFE"),
    ("国境の川を渡る人々＝ＡＰ",
     "国境の川を渡る人々", "", "", "", "AP"),
    ("国境の川を渡る人々（見本太郎撮影）",
     "国境の川を渡る人々", "", "", "見本太郎", ""),
    ("国境の川を渡る人々＝見本太郎撮影",
     "国境の川を渡る人々", "", "", "見本太郎", ""),
    ("国境の川を渡る人々＝ロイター",
     "国境の川を渡る人々", "", "", "", "Reuters"),
    ("入管施設（東京都港区で）＝共同",
     "入管施設（東京都港区で）", "東京都港区", "", "", "共同"),
    ("边境的移民 图片来源：新华社",
     "边境的移民", "", "", "", "新华社"),
    ("边境的移民。新华社记者 李样本 摄",
     "边境的移民。", "", "", "李样本", "新华社"),
    ("국경의 이민자들. 연합뉴스",
     "국경의 이민자들.", "", "", "", "연합뉴스"),
    ("국경의 이민자들 [사진=연합뉴스]",
     "국경의 이민자들", "", "", "", "연합뉴스"),
    ("AFP/Nadia Exempel",
     "", "", "", "Nadia Exempel", "AFP"),
    ("A camp near Calais. AFP/Nadia Exempel",
     "A camp near Calais.", "Calais", "", "Nadia Exempel", "AFP"),
    ("A camp near Calais. AP/Nadia Exempel",
     "A camp near Calais.", "Calais", "", "Nadia Exempel", "AP"),
    ("A camp near Calais. EPA-EFE/NADIA EXEMPEL",
     "A camp near Calais.", "Calais", "", "Nadia Exempel", "EPA-EFE"),
    ("A camp near Calais. Getty Images/Nadia Exempel",
     "A camp near Calais.", "Calais", "", "Nadia Exempel", "Getty Images"),
    ("A boy crosses the bridge.Ngozi Muster/AFP/Getty Images",
     "A boy crosses the bridge.", "", "", "Ngozi Muster", "AFP/Getty Images"),
    ("A boy crosses the bridge on May 4, 2018.REUTERS/Ngozi Muster",
     "A boy crosses the bridge on May 4, 2018.", "", "2018-05-04", "Ngozi Muster", "Reuters"),
    ("A boy crosses the bridgePhoto: Ngozi Muster/AP",
     "A boy crosses the bridge", "", "", "Ngozi Muster", "AP"),
    ("A boy crosses the bridge Ngozi Muster/Getty Images",
     "A boy crosses the bridge", "", "", "Ngozi Muster", "Getty Images"),
    ("A boy crosses the bridge.AP Photo/Ngozi Muster",
     "A boy crosses the bridge.", "", "", "Ngozi Muster", "AP"),
    ("A boy crosses the bridgeGetty Images",
     "A boy crosses the bridge", "", "", "", "Getty Images"),
    ("A boy crosses the bridge.Getty Images",
     "A boy crosses the bridge.", "", "", "", "Getty Images"),
    ("The wall at sunset. Photo: Lena Prov/Wikimedia Commons (CC BY-SA 4.0)",
     "The wall at sunset.", "", "", "Lena Prov", "Wikimedia Commons"),
    ("The wall at sunset. Credit: Lena Prov via Flickr (CC BY 2.0)",
     "The wall at sunset.", "", "", "Lena Prov", "Flickr"),
    ("The wall at sunset. Lena Prov/Unsplash",
     "The wall at sunset.", "", "", "Lena Prov", "Unsplash"),
    ("Supporters rally (left) near the court in Boston.",
     "Supporters rally (left) near the court in Boston.", "Boston", "", "", ""),
    ("The bill passed 52-48 in the Senate (with two abstentions).",
     "The bill passed 52-48 in the Senate (with two abstentions).", "", "", "", ""),
    ("Attorney General Ada Prober, left, with Chief Counsel Bo Tester (CBP).",
     "Attorney General Ada Prober, left, with Chief Counsel Bo Tester (CBP).", "", "", "", ""),
    ("A mural in Oakland.",
     "A mural in Oakland.", "Oakland", "", "", ""),
    ("The suspects. (Ada Muster and Bo Tester / Los Angeles Times)",
     "The suspects.", "", "", "Ada Muster; Bo Tester", "Los Angeles Times"),
    ("The suspects. Ada Muster / Staff Photographer",
     "The suspects.", "", "", "Ada Muster", ""),
    ("The suspects. (Ada Muster/Chicago Tribune/TNS)",
     "The suspects.", "", "", "Ada Muster", "Chicago Tribune/TNS"),
    ("The suspects. (Ada Muster/Staff)",
     "The suspects.", "", "", "Ada Muster", ""),
    ("The suspects. Ada Muster/Sipa USA via AP Images",
     "The suspects.", "", "", "Ada Muster", "SIPA USA/AP"),
    ("The suspects. (KTLA)",
     "The suspects.", "", "", "", "KTLA"),
    ("The suspects. (Image: Getty Images)",
     "The suspects.", "", "", "", "Getty Images"),
    ("The suspects. (Getty Images)",
     "The suspects.", "", "", "", "Getty Images"),
    ("The suspects. (iStock)",
     "The suspects.", "", "", "", "iStock"),
];

#[test]
fn every_style_is_read() {
    let joined = |names: &[crate::model::SafeText], by: &str| {
        let names: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
        names.join(by)
    };
    let mut wrong = Vec::new();
    for (raw, body, place, date, photographers, agencies) in ROWS {
        let read = credit::parse(raw);
        let found = (
            read.body.as_str().to_owned(),
            read.place.as_deref().unwrap_or("").to_owned(),
            read.date.map(|date| date.to_string()).unwrap_or_default(),
            joined(&read.photographers, "; "),
            joined(&read.agencies, "/"),
        );
        let wanted = (*body, *place, *date, *photographers, *agencies);
        if (&*found.0, &*found.1, &*found.2, &*found.3, &*found.4) != wanted {
            wrong.push(format!("{raw}\n  found  {found:?}\n  wanted {wanted:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        ROWS.len(),
        wrong.join("\n")
    );
}

#[test]
fn licences_and_files_are_noted() {
    let licence = |raw: &str| credit::parse(raw).licence.map(|licence| licence.to_string());
    assert_eq!(
        licence("The wall at sunset. Photo: Lena Prov/Wikimedia Commons (CC BY-SA 4.0)").as_deref(),
        Some("CC BY-SA 4.0")
    );
    assert_eq!(
        licence("The wall. Credit: Lena Prov via Flickr (CC BY 2.0)").as_deref(),
        Some("CC BY 2.0")
    );
    assert_eq!(licence("The wall. Photo: Lena Prov/Flickr/CC0").as_deref(), Some("CC0"));
    assert_eq!(licence("The wall. Public domain").as_deref(), Some("Public domain"));
    assert_eq!(licence("The wall. (AP Photo/Lena Prov)"), None);
    for file in [
        "Officers wait. (AP Photo/Thandiwe Okoro, File)",
        "FILE PHOTO: A sign is seen. REUTERS/Ximena Obregoso/File Photo",
        "FILE - A judge walks. (AP Photo/Jae-won Pakk)",
        "Ein Boot (Archivbild). Foto: Pawel Muster/dpa",
    ] {
        assert!(credit::parse(file).file_photo, "{file}");
    }
    assert!(!credit::parse("Officers wait. (AP Photo/Thandiwe Okoro)").file_photo);
}
