//! Who is signed on, asked once for all pages.

use leptos::{prelude::*, server_fn::ServerFn};

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

/// Who is signed on.
pub fn use_me() -> MeResource {
    expect_context::<MeResource>()
}

/// Asks once more whenever `action` has succeeded: it changed who is signed on, or what is known
/// of them.
pub fn ask_again_after<S>(action: ServerAction<S>)
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let me = use_me();
    Effect::new(move || {
        if action.value().with(|answer| matches!(answer, Some(Ok(_)))) {
            me.refetch();
        }
    });
}
