//! Members who register and sign on, and what is sent to them.

use app::{
    api::sign_on::{confirm_registration, register, sign_on},
    domain::news::News,
    error::{AppError, Fault, Field},
    portal::Portal,
    store,
};

use super::{Answer, Browser};

/// What members sign on with.
pub const PASSWORD: &str = "cedar river walking stone";
/// And another one.
pub const OTHER: &str = "another four long words";

/// What is answered to a field that does not match.
pub fn wrong<T>(field: Field) -> Result<T, AppError> {
    Err(AppError::field(field, Fault::Wrong))
}

/// Asks for a code.
pub async fn registers(browser: &mut Browser, number: &str, family: &str) -> Answer<()> {
    let (day, month, year) = ("15".into(), "4".into(), "1958".into());
    browser.ask(register(number.into(), day, month, year, family.into(), Some("/book/role".into()))).await
}

/// Enters the code.
pub async fn confirms(browser: &mut Browser, code: &str, password: &str) -> Answer<()> {
    let question = confirm_registration(code.into(), password.into(), false, Some("/book/role".into()));
    without_language(browser.ask(question).await)
}

/// Signs on with a password.
pub async fn signs_on(browser: &mut Browser, number: &str, password: &str) -> Answer<()> {
    without_language(browser.ask(sign_on(number.into(), password.into(), false, None)).await)
}

/// The answer to a sign-on, without what it says about the language.
pub fn without_language(answer: Answer<Option<bool>>) -> Answer<()> {
    let Answer { outcome, location, status } = answer;
    Answer { outcome: outcome.map(drop), location, status }
}

/// The codes of the letters that wait: they are written a moment after the answer.
pub async fn codes(portal: &Portal, expected: usize) -> Vec<String> {
    for _ in 0..200 {
        let letters = store::outbox::due(&portal.store, portal.now(), 100).await.unwrap();
        let codes: Vec<_> = letters.into_iter().filter_map(|letter| letter.code).collect();
        if codes.len() >= expected {
            return codes;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    Vec::new()
}

/// What members are told about how they sign on, since they were last told.
pub async fn news(portal: &Portal) -> Vec<News> {
    let letters = store::outbox::due(&portal.store, portal.now(), 100).await.unwrap();
    letters.into_iter().filter_map(|letter| letter.news).collect()
}

/// One that is not that.
pub fn another_code(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}
