//! From a chosen time to an appointment, as a member's browser asks for it.

use app::{
    api::{appointment::book, draft::start_draft},
    domain::{
        appointment::Refusal,
        id::{AppointmentId, IdempotencyKey},
        need::Need,
    },
    error::AppError,
};

use super::{Answer, Browser, at};

/// What is asked for: with whom, what and when.
pub type Wish = (&'static str, &'static str, &'static str);

/// Fills in the form for what can wait.
pub async fn start(browser: &mut Browser, (role, visit, start): Wish) -> Answer<()> {
    let contact = "206-555-0100".to_owned();
    let question =
        start_draft(None, role.into(), visit.into(), at(start), Need::Routine, String::new(), contact, None);
    browser.ask(question).await
}

/// The draft that the filled in form leads to.
pub async fn draft(browser: &mut Browser, wish: Wish) -> IdempotencyKey {
    let answer = start(browser, wish).await;
    answer.outcome.unwrap();
    answer.location.unwrap().rsplit('/').next().unwrap().into()
}

/// Books, or tells why not.
pub async fn try_to_book(browser: &mut Browser, wish: Wish) -> Result<AppointmentId, Refusal> {
    let key = draft(browser, wish).await;
    confirm(browser, key).await
}

/// Confirms a draft, or tells why it is refused: with status 409.
pub async fn confirm(browser: &mut Browser, key: IdempotencyKey) -> Result<AppointmentId, Refusal> {
    let answer = browser.ask(book(key)).await;
    match answer.outcome {
        Ok(()) => {
            let location = answer.location.unwrap();
            let id = location.strip_prefix("/appointments/").unwrap();
            Ok(id.strip_suffix("?done=booked").unwrap().into())
        }
        Err(AppError::Refused(refusal)) => {
            assert_eq!(answer.status, Some(409));
            Err(refusal)
        }
        Err(error) => panic!("{error:?}"),
    }
}
