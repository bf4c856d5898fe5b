//! What the directory does not list any more is taken out, unless the files look cut off.

use app::store::{Store, directory};

use super::{
    ImportError,
    intake::Taken,
    resource_type::ResourceType,
    survey::{Survey, whole},
};

/// Nothing is written where more than half of a type would be retired: so a truncated export looks.
///
/// # Errors
/// [`ImportError::Many`].
pub fn guard(survey: &Survey) -> Result<(), ImportError> {
    for kind in ResourceType::ALL {
        let (there, gone) = survey.retired(kind);
        if gone * 2 > there {
            return Err(ImportError::Many { kind: kind.name(), there, gone });
        }
    }
    Ok(())
}

/// Takes out what the files do not list any more, or list as not active; counts in the report
/// what they do not list.
///
/// # Errors
/// Those of the store.
pub async fn retire(store: &Store, survey: &Survey, taken: &mut Taken) -> Result<(), ImportError> {
    // Roles before their clinicians and places: who they were is kept.
    for kind in ResourceType::ALL.into_iter().rev() {
        let mut gone = directory::ids(store, kind.kept()).await?;
        gone.retain(|id| match kind == ResourceType::PractitionerRole && taken.placed.contains(whole(id)) {
            true => !taken.roles.contains(id),
            false => survey.drops(kind, whole(id)),
        });
        directory::remove(store, kind.kept(), &gone).await?;
        if let (_, retired @ 1..) = survey.retired(kind) {
            taken.report.tally(kind).retired = retired;
        }
    }
    taken.report.uncertain = survey.uncertain();
    Ok(())
}
