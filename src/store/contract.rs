//! The contract of a store, as tests that every backend runs: the same names, the same rules.
//!
//! A backend names itself once, with an expression that makes a new, empty record:
//! `contract_suite!(File::new())`; one that is not everywhere says with `where` whether it is here.

pub(in crate::store) mod ahead;
pub(in crate::store) mod edits;
pub(in crate::store) mod erasure;
pub(in crate::store) mod erasures;
pub(in crate::store) mod evidence;
pub(in crate::store) mod gate;
pub(in crate::store) mod law;
pub(in crate::store) mod lives;
pub(in crate::store) mod log;
pub(in crate::store) mod lots;
pub(in crate::store) mod names;
pub(in crate::store) mod random;
pub(in crate::store) mod search;
pub(in crate::store) mod streams;
mod town;
pub(in crate::store) mod views;
pub(in crate::store) mod voids;
pub(in crate::store) mod world;

pub(crate) use random::whole_and_beginnings;
pub(in crate::store) use world::Backend;

/// Expands every test of the contract for the backend that an expression makes.
macro_rules! contract_suite {
    ($make:expr) => {
        $crate::store::contract::contract_suite!($make, where true);
    };
    ($make:expr, where $there:expr) => {
        $crate::store::contract::contract_suite! { ($make, $there);
            log {
                a_reader_sees_neither_uncommitted_nor_later_commits
                a_dropped_writer_has_changed_nothing
                a_commit_returns_its_span_and_its_command_is_known
                an_empty_commit_writes_nothing
                a_writer_sees_its_own_records_at_once
                the_log_has_no_gap_and_each_event_names_the_hash_of_the_one_before
                the_record_never_goes_back_in_time_though_the_clock_does
                a_known_name_keeps_its_actor
                a_batch_that_failed_cannot_be_committed
                a_command_is_written_once
                a_second_writer_goes_on_where_the_first_one_ended
                lines_start_after_a_number_and_stop_when_told
                policies_are_what_was_configured_last
                a_policy_that_means_nothing_never_reaches_the_log
                the_vault_keeps_replaces_and_streams_by_key
                what_is_seldom_is_found_among_all_the_rest
                a_copy_is_the_record_of_one_moment_in_a_file_of_its_own
            }
            names {
                an_asset_is_found_by_tag_alias_and_serial
                a_medium_a_lot_and_a_party_are_found_by_name
                a_place_is_found_by_its_code_or_its_label
                every_tag_then_every_alias_is_streamed
                media_of_an_asset_come_in_their_order_with_the_day_they_went
                history_holds_all_that_touches_a_subject_in_the_order_of_the_log
                what_a_person_is_named_in_stands_in_their_history
                a_touch_stands_once_however_often_a_lot_names_it
            }
            ahead {
                what_is_foreseen_is_answered_as_if_it_were_not
                what_is_written_is_read_although_it_was_foreseen
                names_and_notes_kept_in_a_row_are_those_of_their_rows
                what_is_erased_after_a_name_was_kept_is_not_searched
            }
            erasure {
                an_erased_name_is_gone_and_the_log_is_as_it_was
                an_erased_text_is_found_no_more
                an_erased_label_leaves_its_code
                an_erased_operator_is_somebody_new_afterwards
                what_is_not_known_is_passed_over
                what_was_erased_is_scrubbed_again_at_any_time
            }
            evidence {
                a_file_is_kept_once_and_found_by_what_it_is_attached_to
                a_file_of_a_writer_that_is_dropped_is_not_kept
                a_file_that_is_not_there_is_found_missing
                a_file_whose_size_is_not_that_of_the_log_is_found_altered
                an_erased_file_is_gone_and_is_no_damage
                a_copy_holds_every_file
                a_past_head_knows_what_was_attached_by_then
            }
            erasures {
                an_attempt_comes_back_with_all_that_its_log_said
                an_attempt_that_was_voided_is_not_there
                a_validation_is_that_of_the_last_attempt
                a_second_person_is_asked_of_every_medium
                the_gate_asks_for_a_second_person_where_the_policy_does
                whoever_sanitised_does_not_validate
                a_reading_is_known_until_it_is_voided
            }
            streams {
                assets_come_by_tag_with_their_aliases_and_stop_when_told
                each_filter_of_assets_narrows
                media_come_by_identifier_and_loose_ones_are_in_stock
                lots_come_by_number
                works_of_a_period_come_by_day_and_asset
                lots_and_parties_come_from_where_one_stopped
                uses_of_a_period_come_by_day_and_asset
                departures_of_a_period_come_by_day_and_asset
                vague_departures_come_by_asset
                carried_over_into_each_year_that_began_while_it_was_decommissioned_and_here
                missing_at_the_end_of_a_day_and_whether_data_is_unaccounted_for
            }
            search {
                an_asset_is_found_by_the_beginning_of_any_of_its_words
                all_words_must_match_whatever_their_order_case_and_accents
                what_is_here_comes_before_what_left_and_the_latest_first
                a_name_that_changes_is_found_and_the_one_before_is_not
                a_drive_is_found_in_the_asset_it_is_in
                a_voided_asset_is_not_found
                what_is_added_again_after_a_void_is_found_once
                many_words_and_strange_ones_are_searched_like_others
                search_finds_what_a_plain_scan_finds
            }
            lots {
                a_line_goes_from_added_to_proved
                a_dropped_line_leaves_and_a_shipped_one_stays
                a_part_of_a_lot_leaves_and_the_rest_waits
                a_returned_asset_is_back_and_its_departure_says_so
                an_undertaking_counts_from_its_first_day_and_not_for_what_came_later
                a_cancelled_open_lot_lets_its_content_go
                a_cancelled_shipment_is_as_if_it_had_never_left
                a_cancellation_that_is_voided_lets_the_shipment_stand
                what_a_large_lot_takes_is_what_its_whole_lines_say
            }
            lives {
                a_second_life_follows_a_renewal_and_a_redeployment_does_not
                a_lost_asset_comes_back_where_it_was_or_to_the_workshop_door
                what_was_written_off_can_be_found
                a_decommissioning_waits_for_the_return
                a_deployment_ends_a_sanitisation
                a_failed_sanitisation_leaves_nothing_known
                a_stricter_policy_asks_again_of_every_medium
                an_inventory_opens_and_closes
                waste_stays_waste_from_its_first_day
                what_is_sent_out_is_with_whoever_has_it_until_it_is_back
                a_machine_that_comes_back_with_another_serial_is_found_by_both
            }
            edits {
                an_edit_sets_what_it_names_and_takes_away_what_it_clears
                a_new_tag_leaves_the_old_one_among_the_other_names
                an_edit_of_a_past_day_is_read_as_always_known
                an_edit_of_a_place_is_about_its_stretch_of_days_alone
                an_edited_kind_asks_for_its_media_unless_they_were_listed
                a_voided_edit_changes_nothing_and_frees_its_names
                what_has_left_keeps_the_mass_of_that_day
            }
            voids {
                a_voided_event_is_as_if_it_had_not_been
                a_voided_creation_leaves_nothing_and_frees_its_name
                a_corrected_event_is_read_with_its_values
                a_voided_correction_corrects_nothing
                a_voided_policy_falls_back
                a_tag_that_stands_on_a_label_is_remembered
                the_version_is_the_last_event_that_touched_the_subject
            }
            law {
                what_leaves_and_comes_back_keeps_the_law
                what_leaves_without_its_lot_breaks_the_law
                what_leaves_twice_or_comes_back_from_nowhere_breaks_the_law
                what_waits_in_two_lots_breaks_the_law
                what_never_came_in_breaks_the_law
                a_pallet_that_was_never_in_its_lot_breaks_the_law
                a_day_before_that_of_an_earlier_event_breaks_the_law
                a_day_after_the_one_of_its_recording_breaks_the_law
                a_medium_that_goes_from_place_to_place_keeps_the_law
                a_medium_taken_from_where_it_is_not_breaks_the_law
                an_asset_that_does_not_name_all_its_media_breaks_the_law
                a_medium_in_two_places_breaks_the_law
            }
            gate {
                an_open_inventory_does_not_leave
                another_kind_is_no_way_through
                a_medium_not_cleared_does_not_leave
                a_loose_medium_not_cleared_does_not_leave
                a_loss_passes
                a_data_clause_passes_what_is_known
                what_left_before_the_record_passes_and_has_no_medium
                a_medium_moved_out_is_accounted_for
                a_medium_that_left_before_is_accounted_for
                the_gate_knows_what_its_own_batch_did
                a_sanitisation_voided_after_the_departure_is_no_finding
            }
            views {
                a_past_day_leaves_out_later_dated_events_only
                a_past_head_is_the_record_as_known_then
                a_corrected_day_is_the_day_of_a_view
                a_late_undertaking_is_not_yet_there_on_an_earlier_day
                what_has_no_tag_has_days_too
                a_lot_opened_later_was_not_there
                the_present_is_answered_without_a_replay
            }
            random {
                projections_of_a_random_life_equal_a_replay
                the_newest_event_voided_gives_the_log_without_it
                every_past_head_of_a_random_life_is_the_record_as_it_was
                a_past_day_of_a_random_life_is_one_in_which_nothing_came_later
                a_view_of_a_random_life_is_what_its_lines_alone_give
            }
        }
    };
    (($make:expr, $there:expr); $($area:ident { $($name:ident)+ })+) => {
        $(mod $area {
            #[allow(unused_imports, reason = "the expression may name anything beside the suite")]
            use super::*;
            $(#[test]
            fn $name() {
                if !$there {
                    return;
                }
                $crate::store::contract::$area::$name(&|| Box::new($make));
            })+
        })+
    };
}
pub(in crate::store) use contract_suite;
