use super::world::Make;
pub(in crate::store) fn projections_of_a_random_life_equal_a_replay(_: Make<'_>) {}
pub(in crate::store) fn the_newest_event_voided_gives_the_log_without_it(_: Make<'_>) {}
