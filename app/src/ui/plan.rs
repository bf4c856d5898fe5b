//! The plan profile in pages: the server writes it into the page, the browser reads it there.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::plan::Plan;

/// Gives the plan to all pages. On the server it is in the context, as `Arc<Plan>`, also while
/// the routes are listed.
pub fn provide_plan() {
    let shared = SharedValue::new(|| for_pages(&expect_context::<Arc<Plan>>()));
    provide_context(Arc::new(shared.into_inner()));
}

/// The plan, without what pages ask the server for.
pub fn use_plan() -> Arc<Plan> {
    expect_context::<Arc<Plan>>()
}

/// Countries are some hundred, and codes are for importing only: no page needs them at hand.
fn for_pages(plan: &Plan) -> Plan {
    let mut plan = Plan { countries: Vec::new(), ..plan.clone() };
    for specialty in &mut plan.specialties {
        specialty.codes.clear();
        specialty.also_called.clear();
    }
    plan
}
