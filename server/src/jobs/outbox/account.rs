//! Letters that are about no visit.

use app::{
    domain::member::Member,
    letter::{self, Between, Letter},
    store::outbox::{Kind, Record},
};

use super::Postman;

impl Postman {
    /// The letter about a member's account or what is between two; `None` of those about a visit.
    pub(super) fn about_account(
        &self,
        record: &Record,
        (reader, subject): (&Member, &Member),
        between: Option<Between<'_>>,
    ) -> Option<Letter> {
        let plan = &self.portal.plan;
        Some(match (record.kind, &record.code, between) {
            (Kind::Verify, Some(code), _) => letter::with_email_code(subject, plan, code),
            (kind, Some(code), _) => letter::with_code(subject, plan, kind, code),
            (Kind::News, ..) => letter::with_news(subject, plan, &self.address, record.news?, record.at),
            (Kind::Ended, None, Some(between)) => letter::with_end(reader, between, plan),
            (Kind::Device, ..) => {
                letter::with_device(subject, plan, record.browser, record.at, &self.address)
            }
            (Kind::Closed, ..) => letter::with_closing(subject, plan, &self.address),
            (Kind::Email, ..) => letter::with_new_email(subject, plan),
            (Kind::Phone, ..) => letter::with_new_phone(subject, plan),
            _ => return None,
        })
    }
}
