//! Days since 1970 and dates of the Gregorian calendar, by Howard Hinnant's `chrono` algorithms.

use crate::timestamp::Timestamp;

/// A date and a time of day in some zone, as written and not checked yet.
#[derive(Clone, Copy)]
pub(crate) struct Written {
    pub(crate) year: u32,
    pub(crate) month: u32,
    pub(crate) day: u32,
    pub(crate) hour: u32,
    pub(crate) minute: u32,
    pub(crate) second: u32,
    pub(crate) nanosecond: u32,
    /// How far the zone is ahead of UTC.
    pub(crate) offset_seconds: i64,
}

impl Written {
    /// The point in time, or `None` where the calendar or the clock has no such value.
    pub(crate) fn timestamp(self) -> Option<Timestamp> {
        let date = (1..=12).contains(&self.month) && (1..=month_length(self)).contains(&self.day);
        // A leap second is written as the 60th and is the instant that follows.
        if !date || self.hour > 23 || self.minute > 59 || self.second > 60 {
            return None;
        }
        let nanosecond = if self.second == 60 { 0 } else { self.nanosecond };
        let days = days_since_1970(i64::from(self.year), self.month, self.day);
        let clock = self.hour * 3600 + self.minute * 60 + self.second;
        let seconds = days * 86_400 + i64::from(clock) - self.offset_seconds;
        Some(Timestamp::new(seconds, nanosecond))
    }
}

fn month_length(written: Written) -> u32 {
    match written.month {
        2 if is_leap(written.year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

const fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_since_1970(year: i64, month: u32, day: u32) -> i64 {
    // The year starts in March, so that the leap day is its last.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month = i64::from((month + 9) % 12);
    let day_of_year = (153 * month + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The year, month and day that is so many days after 1970-01-01.
pub(crate) fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}
