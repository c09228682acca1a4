//! JSON Schema of `lacuna.toml`, for editors.

/// The JSON Schema of a `lacuna.toml`: a file of the repository, which travels inside the program.
pub fn schema() -> &'static str {
    include_str!("../../schema/config.json")
}
