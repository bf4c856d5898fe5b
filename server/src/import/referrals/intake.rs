//! Entries against the roll and the directory, batch by batch: what can be used is written.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use app::{
    domain::{
        id::{ClinicianId, MemberId, MemberNumber, RoleId},
        referral::ReferredTo,
    },
    store::{self, Store, audit::Hand},
};

use super::{
    super::{ids::Ids, issues::Issue, refused::Refused},
    entry::{Entry, Holding, To},
    read::Line,
    report::Report,
};

/// Writes entries and keeps account of it.
pub struct Intake {
    /// What was done so far.
    pub report: Report,
    /// Where issues are written besides.
    pub refused: Refused,
    seen: Ids,
}

/// An entry and where it stands.
struct Placed<T> {
    file: Arc<str>,
    line: usize,
    what: T,
}

/// What the referrals of a batch speak of, as far as it is known.
struct Known {
    members: HashMap<MemberNumber, MemberId>,
    clinicians: HashSet<ClinicianId>,
    roles: HashMap<RoleId, ClinicianId>,
}

impl Intake {
    /// Nothing was taken yet.
    pub fn new(refused: Refused) -> Self {
        Self { report: Report::default(), refused, seen: Ids::default() }
    }

    /// Takes a batch.
    pub async fn take(&mut self, hand: &Hand, lines: Vec<Line>) -> Result<(), store::Error> {
        let (mut holding, mut over) = (Vec::new(), Vec::new());
        for Placed { file, line, what } in self.usable(lines) {
            match what {
                Entry::Holds(what) => holding.push(Placed { file, line, what: *what }),
                Entry::Over(id) => over.push(id),
            }
        }
        let gone = store::referral::remove(hand, &over).await?;
        self.report.over += gone;
        self.report.over_before += over.len() - gone;
        let known = Known::find(hand, &holding).await?;
        let mut referrals = Vec::with_capacity(holding.len());
        for Placed { file, line, what } in holding {
            match known.whose_and_to_whom(&what) {
                Ok((member, to)) => referrals.push(what.referral(member, to)),
                Err((path, reason)) => self.refuse(&file, line, path, reason),
            }
        }
        self.report.saved += store::referral::save_all(hand, &referrals).await?;
        Ok(())
    }

    /// The entries that can be used, each referral once.
    fn usable(&mut self, lines: Vec<Line>) -> Vec<Placed<Entry>> {
        let mut usable = Vec::with_capacity(lines.len());
        for Line { file, line, entry, faults } in lines {
            self.report.read += 1;
            for fault in faults {
                self.note(&file, line, &fault.path, &fault.reason);
            }
            match entry {
                None => self.report.refused += 1,
                Some(entry) if self.seen.insert(entry.id().as_str()) => {
                    usable.push(Placed { file, line, what: entry });
                }
                Some(_) => self.refuse(&file, line, "", "is a referral that stands before: the first counts"),
            }
        }
        usable
    }

    fn refuse(&mut self, file: &str, line: usize, path: &str, reason: &str) {
        self.report.refused += 1;
        self.note(file, line, path, reason);
    }

    fn note(&mut self, file: &str, line: usize, path: &str, reason: &str) {
        let (file, path, reason) = (file.to_owned(), path.to_owned(), reason.to_owned());
        let issue = Issue { file, line, path, reason };
        self.refused.note(&issue);
        self.report.issues.note(issue);
    }
}

impl Known {
    /// Looks up the members, the clinicians and the roles that these name.
    async fn find(store: &Store, holding: &[Placed<Holding>]) -> Result<Self, store::Error> {
        let numbers: Vec<_> = holding.iter().map(|placed| placed.what.number.clone()).collect();
        let clinicians: Vec<_> = holding.iter().filter_map(|placed| placed.what.to.clinician()).collect();
        let roles: Vec<_> = holding.iter().filter_map(|placed| placed.what.to.role()).collect();
        let clinicians = store::directory::clinicians_of(store, &clinicians).await?;
        let roles = store::directory::roles_of(store, &roles).await?;
        Ok(Self {
            members: store::member::ids_by_number(store, &numbers).await?,
            clinicians: clinicians.into_iter().map(|clinician| clinician.id).collect(),
            roles: roles.into_iter().map(|role| (role.id, role.clinician)).collect(),
        })
    }

    /// The member and to whom they are referred, or which field is wrong and why. Neither is
    /// named: what is told may be kept.
    fn whose_and_to_whom(
        &self,
        holding: &Holding,
    ) -> Result<(MemberId, ReferredTo), (&'static str, &'static str)> {
        let member = self.members.get(&holding.number).ok_or((
            holding.fields.member,
            "is on nobody's card: put the member on the roll first, or correct the number",
        ))?;
        let nobody =
            (holding.fields.clinician, "is nobody in the directory: import it first, or correct the id");
        let to = match &holding.to {
            To::Specialty(specialty) => ReferredTo::Specialty(specialty.clone()),
            To::Clinician(id) => match self.clinicians.contains(id) {
                true => ReferredTo::Clinician(id.clone()),
                false => return Err(nobody),
            },
            To::Role(id) => ReferredTo::Clinician(self.roles.get(id).ok_or(nobody)?.clone()),
        };
        Ok((member.clone(), to))
    }
}
