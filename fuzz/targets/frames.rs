//! Any stream, cut anywhere: the frames are those of the whole.
#![no_main]

use errcat_core::stream::Frames;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((cuts, stream)) = data.split_first() else { return };
    for make in [Frames::sse, Frames::json_lines] {
        let whole = frames(make(), std::iter::once(stream));
        let size = usize::from(*cuts).max(1);
        assert_eq!(frames(make(), stream.chunks(size)), whole, "in chunks of {size} bytes");
    }
});

fn frames<'a>(mut frames: Frames, chunks: impl Iterator<Item = &'a [u8]>) -> Vec<(Option<String>, Vec<u8>)> {
    let mut all = Vec::new();
    let mut take = |frames: &mut Frames| {
        while let Some(frame) = frames.next_frame() {
            if let Ok(frame) = frame {
                all.push((frame.event().map(str::to_owned), frame.data().to_vec()));
            }
        }
    };
    for chunk in chunks {
        frames.push(chunk);
        take(&mut frames);
    }
    frames.finish();
    take(&mut frames);
    all
}
