//! What the directory does not list any more is taken out, unless the files look cut off.

use app::store::{Store, directory};
use jiff::Timestamp;

use super::{
    ImportError,
    intake::Taken,
    places,
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
/// what they do not list. What is claimed after `now` at a place that is left is claimed of the role
/// all the same: it is the same clinician.
///
/// # Errors
/// Those of the store.
pub async fn retire(
    store: &Store,
    survey: &Survey,
    taken: &mut Taken,
    now: Timestamp,
) -> Result<(), ImportError> {
    // Roles before their clinicians and places: who they were is kept.
    for kind in ResourceType::ALL.into_iter().rev() {
        let mut gone = directory::ids(store, kind.kept()).await?;
        gone.retain(|id| match kind == ResourceType::PractitionerRole && taken.placed.contains(whole(id)) {
            true => !taken.roles.contains(id),
            false => survey.drops(kind, whole(id)),
        });
        if kind == ResourceType::PractitionerRole {
            for left in gone.iter().filter(|id| taken.roles.contains(whole(id))) {
                places::carry(store, &left.as_str().into(), &whole(left).into(), now).await?;
            }
        }
        directory::remove(store, kind.kept(), &gone).await?;
        if let (_, retired @ 1..) = survey.retired(kind) {
            taken.report.tally(kind).retired = retired;
        }
    }
    taken.report.uncertain = survey.uncertain();
    Ok(())
}
