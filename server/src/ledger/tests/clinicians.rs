//! Two members with one clinician.

use app::{
    domain::directory::{Listing, Location, Role},
    store::directory::Kind,
};

use super::*;

#[tokio::test]
async fn a_clinician_with_two_members_at_once_is_told() {
    let (store, _) = store().await;
    // Ten minutes after the other member's, who has twenty: a step of another grid.
    let other = Appointment { member: "m2".into(), ..appointment("b1", "2026-12-08T17:50:00Z") };
    support::decided::book(&store, &other).await.expect("a booking");
    let said = told(&store).await;
    assert!(said.contains("fault: appointments a1 and b1 of one clinician overlap"), "{said}");
    assert!(said.ends_with("\n1 faults\n"), "{said}");
}

#[tokio::test]
async fn a_clinician_at_two_places_at_once_is_told() {
    let (store, _) = store().await;
    let Listing { role, clinician, location } = fixture::listing();
    store::directory::save(&store, &[clinician]).await.expect("a clinician");
    store::directory::save(&store, &[Location { id: "l2".into(), ..location }]).await.expect("a place");
    let elsewhere = Role { id: "r2".into(), location: "l2".into(), ..role.clone() };
    let another = Role { id: "r3".into(), clinician: "c3".into(), ..role.clone() };
    store::directory::save(&store, &[role, elsewhere, another]).await.expect("roles");
    for (member, role) in [("m2", "r2"), ("m3", "r3")] {
        let id = format!("b-{role}");
        let visit = Appointment {
            member: member.into(),
            role: role.into(),
            ..appointment(&id, "2026-12-08T17:40:00Z")
        };
        support::decided::book(&store, &visit).await.expect("a booking");
    }
    let said = told(&store).await;
    assert!(said.contains("fault: appointments a1 and b-r2 of one clinician overlap"), "{said}");
    assert!(said.ends_with("\n1 faults\n"), "{said}");
    // Nor is it forgotten with a role that the directory does not list any more.
    store::directory::remove(&store, Kind::Role, &["r2".to_owned()]).await.expect("no role");
    assert_eq!(told(&store).await, said);
}
