//! Who is signed on, asked once for all pages.

use leptos::prelude::*;

use crate::{
    api::member::{Me, me},
    error::AppError,
};

/// Who is signed on; `None` when nobody is.
pub type MeResource = Resource<Result<Option<Me>, AppError>>;

/// Asks the server who is signed on, for all pages.
pub fn provide_me() {
    let resource: MeResource = Resource::new_blocking(|| (), |()| me());
    provide_context(resource);
}

/// Who is signed on. After signing on: `use_me().refetch()`.
pub fn use_me() -> MeResource {
    expect_context::<MeResource>()
}
