//! Faults of single fields in words.

use super::super::plan::use_plan;
use crate::{
    domain::draft,
    error::{Fault, Field, FieldError},
    i18n::*,
};

/// The id of a field: also its name.
pub(super) fn anchor(field: Field) -> &'static str {
    match field {
        Field::Number | Field::TheirNumber => "number",
        Field::Born | Field::TheirBorn => "born",
        Field::Family => "family",
        Field::Code => "code",
        Field::Password => "password",
        Field::OwnPassword => "own_password",
        Field::Email => "email",
        Field::Phone => "phone",
        Field::CurrentPassword => "current_password",
        Field::PasskeyName => "passkey_name",
        Field::Passkey => "passkey",
        Field::Reason => "reason",
        Field::Contact => "contact",
        Field::Start => "start",
        Field::Need => "need",
        Field::Name => "name",
        Field::Invitation => "invitation",
        Field::OneTime => "one_time",
        Field::Role => "role",
        Field::From => "from",
        Field::Until => "until",
        Field::People => "people",
        Field::Office => "office",
        Field::Day => "day",
    }
}

/// What is wrong with it, and what to do.
pub(super) fn fault(FieldError { field, fault }: FieldError) -> String {
    let i18n = use_i18n();
    let (reason, contact) = (draft::REASON_MOST, draft::CONTACT_MOST);
    if let Some(sentence) = super::staff::fault(field, fault) {
        return sentence.to_owned();
    }
    let sentence = match (field, fault) {
        (Field::Reason, Fault::TooLong) => {
            return t_string!(i18n, common.reason_too_long, most = reason).to_string();
        }
        (Field::Contact, Fault::TooLong) => {
            return t_string!(i18n, common.contact_too_long, most = contact).to_string();
        }
        (Field::Number, Fault::Missing) => t_string!(i18n, common.number_missing),
        (Field::Number, _) => t_string!(i18n, common.number_unreadable),
        (Field::Born, Fault::Missing) => t_string!(i18n, common.born_missing),
        (Field::Born, _) => t_string!(i18n, common.born_unreadable),
        (Field::Family, Fault::Missing) => t_string!(i18n, common.family_missing),
        (Field::Code, Fault::Missing) => t_string!(i18n, common.code_missing),
        (Field::Code, Fault::Wrong) => t_string!(i18n, common.code_wrong),
        (Field::Code, _) => t_string!(i18n, common.code_unreadable),
        (Field::OwnPassword, Fault::Wrong) => t_string!(i18n, common.own_password_wrong),
        (Field::Email, Fault::Missing) => t_string!(i18n, common.email_missing),
        (Field::Email, _) => t_string!(i18n, common.email_unreadable),
        (Field::Phone, Fault::Missing) => t_string!(i18n, common.phone_missing),
        (Field::Phone, _) => t_string!(i18n, common.phone_unreadable),
        (Field::Password | Field::OwnPassword, Fault::Missing) => t_string!(i18n, common.password_missing),
        (Field::Password, Fault::TooShort) => t_string!(i18n, common.password_too_short),
        (Field::Password, Fault::Wrong) => t_string!(i18n, common.password_wrong),
        (Field::Password, Fault::Common) => t_string!(i18n, common.password_common),
        (Field::Password, Fault::Known) => t_string!(i18n, common.password_known),
        (Field::CurrentPassword, Fault::Missing) => t_string!(i18n, common.password_missing),
        (Field::CurrentPassword, _) => t_string!(i18n, second_step.password_wrong),
        (Field::PasskeyName, Fault::Missing) => t_string!(i18n, passkey.name_missing),
        (Field::PasskeyName, Fault::Most) => t_string!(i18n, passkey.too_many),
        (Field::PasskeyName, _) => t_string!(i18n, passkey.name_long),
        (Field::Passkey, _) => t_string!(i18n, passkey.wrong),
        (Field::Contact, Fault::Missing) => t_string!(i18n, common.contact_missing),
        (Field::Start, Fault::Wrong) => t_string!(i18n, common.start_wrong),
        (Field::Start, _) => t_string!(i18n, common.start_missing),
        (Field::Need, _) => t_string!(i18n, common.need_missing),
        (Field::People, _) => {
            let most = use_plan().together.most;
            return t_string!(i18n, common.people_wrong, most = most).to_string();
        }
        (Field::Office, _) => t_string!(i18n, common.office_missing),
        (Field::Day, _) => t_string!(i18n, common.day_unreadable),
        (_, Fault::Missing) => t_string!(i18n, common.field_missing),
        (_, Fault::TooLong) => t_string!(i18n, common.field_too_long),
        (_, Fault::TooShort) => t_string!(i18n, common.field_too_short),
        (_, Fault::Unreadable) => t_string!(i18n, common.field_unreadable),
        (_, Fault::Wrong | Fault::Most | Fault::Common | Fault::Known) => t_string!(i18n, common.field_wrong),
    };
    sentence.to_owned()
}
