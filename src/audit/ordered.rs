//! Work on all threads, results in order, in little memory.
//!
//! Every thread of the pool takes a job, works on it, and leaves the result on a shelf; whoever completes the next result in the order
//! hands on all that are ready. There is no thread that only reads or only writes, so none waits for another's turn.
//! **Invariant: a thread may take a job only if few results lie on the shelf, unless it is the very next job: so memory is bounded, and
//! the shelf always empties.**

use std::{
    collections::BTreeMap,
    io,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

/// How far the work may run ahead of the results handed on: in jobs.
const JOBS_AHEAD: u64 = 1024;
/// The same, in bytes of finished results.
const BYTES_AHEAD: usize = 24 * 1024 * 1024;

/// A result that takes memory while it waits.
pub trait Weight {
    /// About how many bytes it takes.
    fn weight(&self) -> usize;
}

/// Takes jobs from `source` until there are none, does `work` on each, on all threads of the current `rayon` pool, and gives the results
/// to `sink` in the order of the jobs. Ends early if the sink fails.
pub fn ordered<J, R: Weight + Send>(
    source: impl FnMut() -> Option<J> + Send,
    work: impl Fn(J) -> R + Sync,
    sink: impl FnMut(R) -> io::Result<()> + Send,
) -> io::Result<()> {
    let belt = Belt {
        source: Mutex::new((0, source)),
        sink: Mutex::new(sink),
        ready: Mutex::new(Shelf::default()),
        moved: Condvar::new(),
    };
    rayon::broadcast(|_| {
        while let Some((index, job)) = belt.take() {
            belt.give(index, work(job));
        }
    });
    match lock(&belt.ready).failure.take() {
        Some(failure) => Err(failure),
        None => Ok(()),
    }
}

struct Belt<S, K, R> {
    source: Mutex<(u64, S)>,
    sink: Mutex<K>,
    ready: Mutex<Shelf<R>>,
    /// The shelf has changed.
    moved: Condvar,
}

/// Results that wait for their turn.
struct Shelf<R> {
    results: BTreeMap<u64, R>,
    weight: usize,
    /// The index of the result to be handed on next.
    next: u64,
    /// Whether a thread is handing on.
    busy: bool,
    failure: Option<io::Error>,
}

impl<R> Default for Shelf<R> {
    fn default() -> Self {
        Shelf {
            results: BTreeMap::new(),
            weight: 0,
            next: 0,
            busy: false,
            failure: None,
        }
    }
}

impl<R> Shelf<R> {
    fn is_full_for(&self, index: u64) -> bool {
        let ahead = index - self.next;
        ahead > 0 && (ahead >= JOBS_AHEAD || self.weight >= BYTES_AHEAD)
    }
}

impl<J, S, K, R> Belt<S, K, R>
where
    S: FnMut() -> Option<J>,
    K: FnMut(R) -> io::Result<()>,
    R: Weight,
{
    /// The next job, as soon as there is room for what becomes of it.
    fn take(&self) -> Option<(u64, J)> {
        let mut source = lock(&self.source);
        let mut ready = lock(&self.ready);
        while ready.failure.is_none() && ready.is_full_for(source.0) {
            ready = self
                .moved
                .wait(ready)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if ready.failure.is_some() {
            return None;
        }
        drop(ready);
        let job = (source.1)()?;
        source.0 += 1;
        Some((source.0 - 1, job))
    }

    /// Puts a result on the shelf and hands on what is ready, unless another thread is at it.
    fn give(&self, index: u64, result: R) {
        let mut ready = lock(&self.ready);
        ready.weight += result.weight();
        ready.results.insert(index, result);
        if ready.busy {
            return;
        }
        ready.busy = true;
        let mut sink = lock(&self.sink);
        while ready.failure.is_none() {
            let next = ready.next;
            let Some(result) = ready.results.remove(&next) else {
                break;
            };
            drop(ready);
            let weight = result.weight();
            let done = sink(result);
            ready = lock(&self.ready);
            ready.failure = done.err();
            ready.weight -= weight;
            ready.next += 1;
            self.moved.notify_all();
        }
        ready.busy = false;
    }
}

/// A thread that panicked has left nothing half done behind these locks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Weight for u64 {
        fn weight(&self) -> usize {
            BYTES_AHEAD / 3
        }
    }

    /// Some of the work takes much longer than the rest.
    fn work(job: u64) -> u64 {
        let rounds = if job.is_multiple_of(7) { 50_000 } else { 10 };
        (0..rounds).fold(job, |sum, round| sum ^ std::hint::black_box(round))
            ^ (0..rounds).fold(0, |sum, round| sum ^ round)
    }

    fn run(
        threads: usize,
        jobs: u64,
        mut sink: impl FnMut(u64) -> io::Result<()> + Send,
    ) -> io::Result<()> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads");
        let mut all = 0..jobs;
        pool.install(|| ordered(|| all.next(), work, &mut sink))
    }

    #[test]
    fn results_come_in_order_whatever_the_threads() {
        for threads in [1, 2, 5] {
            let mut seen = Vec::new();
            run(threads, 3000, |result| {
                seen.push(result);
                Ok(())
            })
            .expect("no failure");
            assert!(seen.iter().copied().eq(0..3000), "{threads} threads");
        }
    }

    #[test]
    fn a_full_disk_ends_the_work() {
        let mut seen = 0;
        let done = run(3, 100_000, |result| {
            seen += 1;
            if result == 20 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            Ok(())
        });
        assert_eq!(done.expect_err("failed").kind(), io::ErrorKind::StorageFull);
        assert_eq!(seen, 21);
    }
}
