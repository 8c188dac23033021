//! Countries with the words for their people, and the states of the US.
//!
//! Written by hand from public facts. The tagger has larger lists in its model; these are the
//! ones the rules need by name.

use super::sheet::hash;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A country (its variants with `/`) and, after `:`, the words for its people and things.
const COUNTRIES: &str = "\
Afghanistan:Afghan,Afghans|Albania:Albanian,Albanians|Algeria:Algerian,Algerians|Andorra:Andorran|Angola:Angolan,Angolans|\
Argentina:Argentine,Argentines,Argentinian,Argentinians|Armenia:Armenian,Armenians|Australia:Australian,Australians|Austria:Austrian,Austrians|\
Azerbaijan:Azerbaijani,Azerbaijanis,Azeri,Azeris|Bahamas:Bahamian,Bahamians|Bahrain:Bahraini,Bahrainis|Bangladesh:Bangladeshi,Bangladeshis|\
Barbados:Barbadian|Belarus:Belarusian,Belarusians|Belgium:Belgian,Belgians|Belize:Belizean,Belizeans|Benin:Beninese|Bhutan:Bhutanese|\
Bolivia:Bolivian,Bolivians|Bosnia/Bosnia and Herzegovina/Bosnia-Herzegovina:Bosnian,Bosnians|Botswana:Botswanan|Brazil:Brazilian,Brazilians|\
Britain/Great Britain/United Kingdom/UK/U.K.:British,Briton,Britons|Brunei:Bruneian|Bulgaria:Bulgarian,Bulgarians|Burkina Faso:Burkinabe|Burma/Myanmar:Burmese|\
Burundi:Burundian,Burundians|Cambodia:Cambodian,Cambodians|Cameroon:Cameroonian,Cameroonians|Canada:Canadian,Canadians|Cape Verde:Cape Verdean|\
Central African Republic:Central African|Chad:Chadian,Chadians|Chile:Chilean,Chileans|China:Chinese|Colombia:Colombian,Colombians|Comoros:Comoran|\
Congo/Democratic Republic of Congo/Democratic Republic of the Congo/DRC:Congolese|Costa Rica:Costa Rican,Costa Ricans|Croatia:Croatian,Croatians,Croat,Croats|Cuba:Cuban,Cubans|\
Cyprus:Cypriot,Cypriots|Czech Republic/Czechia:Czech,Czechs|Denmark:Danish,Dane,Danes|Djibouti:Djiboutian|Dominica:|Dominican Republic:Dominican,Dominicans|\
East Timor/Timor-Leste:Timorese|Ecuador:Ecuadorian,Ecuadorians,Ecuadoran|Egypt:Egyptian,Egyptians|El Salvador:Salvadoran,Salvadorans,Salvadorean|England:English|\
Equatorial Guinea:|Eritrea:Eritrean,Eritreans|Estonia:Estonian,Estonians|Eswatini/Swaziland:Swazi|Ethiopia:Ethiopian,Ethiopians|Fiji:Fijian,Fijians|Finland:Finnish,Finn,Finns|\
France:French,Frenchman|Gabon:Gabonese|Gambia:Gambian,Gambians|Georgia:Georgian,Georgians|Germany:German,Germans|Ghana:Ghanaian,Ghanaians|Greece:Greek,Greeks|Grenada:Grenadian|\
Guatemala:Guatemalan,Guatemalans|Guinea:Guinean,Guineans|Guinea-Bissau:|Guyana:Guyanese|Haiti:Haitian,Haitians|Honduras:Honduran,Hondurans|Hungary:Hungarian,Hungarians|Iceland:Icelandic|\
India:Indian,Indians|Indonesia:Indonesian,Indonesians|Iran:Iranian,Iranians|Iraq:Iraqi,Iraqis|Ireland:Irish|Israel:Israeli,Israelis|Italy:Italian,Italians|Ivory Coast/Cote d'Ivoire/Côte d'Ivoire:Ivorian,Ivorians|\
Jamaica:Jamaican,Jamaicans|Japan:Japanese|Jordan:Jordanian,Jordanians|Kazakhstan:Kazakh,Kazakhs|Kenya:Kenyan,Kenyans|Kiribati:|Kosovo:Kosovar,Kosovars|Kuwait:Kuwaiti,Kuwaitis|Kyrgyzstan:Kyrgyz|\
Laos:Laotian,Laotians,Lao|Latvia:Latvian,Latvians|Lebanon:Lebanese|Lesotho:Basotho|Liberia:Liberian,Liberians|Libya:Libyan,Libyans|Liechtenstein:|Lithuania:Lithuanian,Lithuanians|Luxembourg:|\
Macedonia/North Macedonia:Macedonian,Macedonians|Madagascar:Malagasy|Malawi:Malawian,Malawians|Malaysia:Malaysian,Malaysians|Maldives:Maldivian|Mali:Malian,Malians|Malta:Maltese|Mauritania:Mauritanian,Mauritanians|\
Mauritius:Mauritian|Mexico:Mexican,Mexicans|Micronesia:Micronesian|Moldova:Moldovan,Moldovans|Monaco:|Mongolia:Mongolian,Mongolians|Montenegro:Montenegrin|Morocco:Moroccan,Moroccans|Mozambique:Mozambican,Mozambicans|\
Namibia:Namibian|Nauru:Nauruan|Nepal:Nepalese,Nepali|Netherlands:Dutch|New Zealand:New Zealander,New Zealanders|Nicaragua:Nicaraguan,Nicaraguans|Niger:Nigerien|Nigeria:Nigerian,Nigerians|North Korea:North Korean,North Koreans|\
Northern Ireland:|Norway:Norwegian,Norwegians|Oman:Omani,Omanis|Pakistan:Pakistani,Pakistanis|Palau:Palauan|Palestine:Palestinian,Palestinians|Panama:Panamanian,Panamanians|Papua New Guinea:|Paraguay:Paraguayan,Paraguayans|Peru:Peruvian,Peruvians|\
Philippines:Filipino,Filipinos,Philippine,Filipina|Poland:Polish,Pole,Poles|Portugal:Portuguese|Puerto Rico:Puerto Rican,Puerto Ricans|Qatar:Qatari,Qataris|Romania:Romanian,Romanians|Russia:Russian,Russians|Rwanda:Rwandan,Rwandans|Samoa:Samoan,Samoans|\
Saudi Arabia:Saudi,Saudis,Saudi Arabian|Scotland:Scottish,Scots|Senegal:Senegalese|Serbia:Serbian,Serbians,Serb,Serbs|Seychelles:|Sierra Leone:Sierra Leonean,Sierra Leoneans|Singapore:Singaporean,Singaporeans|Slovakia:Slovak,Slovaks|Slovenia:Slovenian,Slovene,Slovenes|\
Somalia:Somali,Somalis,Somalian|South Africa:South African,South Africans|South Korea:South Korean,South Koreans|South Sudan:South Sudanese|Spain:Spanish,Spaniard,Spaniards|Sri Lanka:Sri Lankan,Sri Lankans|Sudan:Sudanese|Suriname:Surinamese|\
Sweden:Swedish,Swede,Swedes|Switzerland:Swiss|Syria:Syrian,Syrians|Taiwan:Taiwanese|Tajikistan:Tajik,Tajiks|Tanzania:Tanzanian,Tanzanians|Thailand:Thai,Thais|Togo:Togolese|Tonga:Tongan,Tongans|Trinidad and Tobago:Trinidadian|\
Tunisia:Tunisian,Tunisians|Turkey/Türkiye:Turkish,Turk,Turks|Turkmenistan:Turkmen|Tuvalu:Tuvaluan|Uganda:Ugandan,Ugandans|Ukraine:Ukrainian,Ukrainians|United Arab Emirates/UAE:Emirati,Emiratis|\
United States/U.S./US/USA/U.S.A./United States of America/America:American,Americans|Uruguay:Uruguayan,Uruguayans|Uzbekistan:Uzbek,Uzbeks|Vanuatu:|Vatican:|Venezuela:Venezuelan,Venezuelans|Vietnam:Vietnamese|Wales:Welsh|Yemen:Yemeni,Yemenis|Zambia:Zambian,Zambians|Zimbabwe:Zimbabwean,Zimbabweans";

/// Religions, peoples, regions' peoples and parties' people.
const GROUPS: &str = "Nazi,Nazis,Muslim,Muslims,Christian,Christians,Catholic,Catholics,Roman Catholic,Roman Catholics,Jewish,Jew,Jews,Buddhist,Buddhists,Hindu,Hindus,Sikh,Sikhs,Sunni,Sunnis,Shiite,Shiites,Shi'ite,Shi'ites,Shia,Protestant,Protestants,Evangelical,Evangelicals,Mormon,Mormons,Quaker,Quakers,Orthodox Christian,Rohingya,Uyghur,Uyghurs,Uighur,Uighurs,Kurd,Kurds,Kurdish,Tamil,Tamils,Hmong,Roma,Arab,Arabs,Arabic,European,Europeans,African,Africans,Asian,Asians,Latino,Latinos,Latina,Latinas,Latinx,Hispanic,Hispanics,Latin American,Latin Americans,Central American,Central Americans,South American,South Americans,North African,North Africans,West African,Caribbean American,African American,African Americans,Asian American,Asian Americans,Native American,Native Americans,Mexican American,Mexican Americans,Arab American,Arab Americans,Democrat,Democrats,Democratic,Republican,Republicans,Tory,Tories,Labourite,Liberal Democrats,Conservatives,Communist,Communists,Socialist,Socialists,Texan,Texans,Californian,Californians,Floridian,Floridians,New Yorker,New Yorkers,Londoner,Londoners,Parisian,Parisians,Maya,Mayan,Mayans,Yazidi,Yazidis,Tibetan,Tibetans,Chechen,Chechens,Kosovo Albanian,Bosniak,Bosniaks,Pashtun,Pashtuns,Tutsi,Tutsis,Hutu,Hutus,Zionist,Zionists,Islamist,Islamists,Baha'i,Ahmadi,Ahmadis,Coptic,Copts,Scandinavian,Westerners";

/// States of the US with their press and postal abbreviations.
const STATES: &str = "Alabama,Ala.,AL|Alaska,Alaska,AK|Arizona,Ariz.,AZ|Arkansas,Ark.,AR|California,Calif.,CA|Colorado,Colo.,CO|Connecticut,Conn.,CT|Delaware,Del.,DE|Florida,Fla.,FL|Georgia,Ga.,GA|Hawaii,Hawaii,HI|Idaho,Idaho,ID|Illinois,Ill.,IL|Indiana,Ind.,IN|Iowa,Iowa,IA|Kansas,Kan.,KS|Kentucky,Ky.,KY|Louisiana,La.,LA|Maine,Maine,ME|Maryland,Md.,MD|Massachusetts,Mass.,MA|Michigan,Mich.,MI|Minnesota,Minn.,MN|Mississippi,Miss.,MS|Missouri,Mo.,MO|Montana,Mont.,MT|Nebraska,Neb.,NE|Nevada,Nev.,NV|New Hampshire,N.H.,NH|New Jersey,N.J.,NJ|New Mexico,N.M.,NM|New York,N.Y.,NY|North Carolina,N.C.,NC|North Dakota,N.D.,ND|Ohio,Ohio,OH|Oklahoma,Okla.,OK|Oregon,Ore.,OR|Pennsylvania,Pa.,PA|Rhode Island,R.I.,RI|South Carolina,S.C.,SC|South Dakota,S.D.,SD|Tennessee,Tenn.,TN|Texas,Tex.,TX|Utah,Utah,UT|Vermont,Vt.,VT|Virginia,Va.,VA|Washington,Wash.,WA|West Virginia,W.Va.,WV|Wisconsin,Wis.,WI|Wyoming,Wyo.,WY|District of Columbia,D.C.,DC";

/// Provinces, states and nations within other countries that the news names without the country, after the
/// country's name.
const REGIONS: &str = "\
Canada:Ontario,Quebec,Québec,British Columbia,Alberta,Manitoba,Saskatchewan,Nova Scotia,New Brunswick,Newfoundland,Prince Edward Island,Yukon,Nunavut,Northwest Territories|\
Australia:New South Wales,Queensland,Tasmania,South Australia,Western Australia,Northern Territory|\
Germany:Bavaria,Saxony,Hesse|Spain:Catalonia,Andalusia|Italy:Lombardy,Sicily|Belgium:Flanders,Wallonia|India:Kashmir,Punjab,Kerala|\
Mexico:Chiapas,Sonora,Tamaulipas,Chihuahua,Oaxaca,Baja California,Nuevo León,Nuevo Leon,Coahuila,Veracruz,Tabasco,Jalisco,Sinaloa,Michoacán";

/// What a phrase names, with the usual name for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// A country, by its first name above.
    Country(&'static str),
    /// A state of the US.
    State(&'static str),
    /// The people of a country, a religion, a people, a party's people.
    Group(&'static str),
}

static WORDS: LazyLock<FxHashMap<u64, Known>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    let mut put = |text: &str, known: Known| {
        if !text.is_empty() {
            table.entry(hash(text.as_bytes())).or_insert(known);
        }
    };
    for row in COUNTRIES.split('|') {
        let (names, people) = row.split_once(':').unwrap_or((row, ""));
        let usual = usual(names);
        for name in names.split('/') {
            put(name, Known::Country(usual));
        }
        for word in people.split(',') {
            put(word, Known::Group(word));
        }
    }
    for row in STATES.split('|') {
        let usual = row.split(',').next().unwrap_or(row);
        // Postal letters are words too ("IN", "OR"): not from them alone.
        for name in row.split(',').take(2) {
            put(name, Known::State(usual));
        }
    }
    for (_, names) in REGIONS.split('|').filter_map(|row| row.split_once(':')) {
        for name in names.split(',') {
            put(name, Known::State(name));
        }
    }
    for word in GROUPS.split(',') {
        put(word, Known::Group(word));
    }
    table
});

/// The name that a country's variants go by.
fn usual(names: &'static str) -> &'static str {
    match names.split('/').next().unwrap_or(names) {
        "Britain" => "United Kingdom",
        "Burma" => "Myanmar",
        usual => usual,
    }
}

/// Countries by their names, the words for their people, and their states and provinces.
static OF_COUNTRY: LazyLock<FxHashMap<u64, &'static str>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    let mut put = |text: &str, country: &'static str| {
        if !text.is_empty() {
            table.entry(hash(text.as_bytes())).or_insert(country);
        }
    };
    for row in COUNTRIES.split('|') {
        let (names, people) = row.split_once(':').unwrap_or((row, ""));
        for word in names.split('/').chain(people.split(',')) {
            put(word, usual(names));
        }
    }
    for row in STATES.split('|') {
        for name in row.split(',').take(2) {
            put(name, "United States");
        }
    }
    for (country, names) in REGIONS.split('|').filter_map(|row| row.split_once(':')) {
        for name in names.split(',') {
            put(name, country);
        }
    }
    table
});

static LOWER_COUNTRIES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    COUNTRIES
        .split('|')
        .flat_map(|row| row.split(':').next().unwrap_or("").split('/'))
        .collect()
});

/// What a phrase names, exactly as written (apart from surrounding blanks).
pub fn known(phrase: &str) -> Option<Known> {
    WORDS.get(&hash(phrase.as_bytes())).copied()
}

/// The country that a phrase says something of, exactly as written: its own name, the word for its people, a state or
/// province of it. The country goes by its usual name in the list above.
pub fn country(phrase: &str) -> Option<&'static str> {
    OF_COUNTRY.get(&hash(phrase.as_bytes())).copied()
}

/// Whether a word is a country's name.
pub fn is_country(word: &str) -> bool {
    LOWER_COUNTRIES.contains(word)
}

/// The state of an abbreviation such as "Calif." or "TX".
pub fn state(short: &str) -> Option<&'static str> {
    STATES
        .split('|')
        .find(|row| row.split(',').skip(1).any(|form| form == short))
        .and_then(|row| row.split(',').next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_people() {
        assert_eq!(known("Myanmar"), Some(Known::Country("Myanmar")));
        assert_eq!(known("U.S."), Some(Known::Country("United States")));
        assert_eq!(known("Hondurans"), Some(Known::Group("Hondurans")));
        assert_eq!(known("Calif."), Some(Known::State("California")));
        assert_eq!(state("TX"), Some("Texas"));
        assert_eq!(country("Briton"), Some("United Kingdom"));
        assert_eq!(country("Ontario"), Some("Canada"));
        assert_eq!(country("Muslim"), None);
        assert!(is_country("Mexico") && !is_country("Mexican"));
    }
}
