//! Many seeds, one program: racing channels, selects, timers and locks never hang or lose a wake-up, and a seed is a schedule.
//!
//! `SCHEDULES` says how many seeds are tried; `just schedules` tries 10,000.

use std::io::Write;
use std::sync::{Arc, Mutex};
use vole::{Clock, Engine, Outcome};

/// Every goroutine appends to a log; the checksum at the end tells schedules apart.
const PROGRAM: &str = r#"package main

import (
	"context"
	"fmt"
	"math/rand"
	"runtime"
	"sync"
	"time"
)

var log uint64

func note(n int) { log = (log ^ uint64(n)) * 1099511628211 }

func main() {
	ch, quit := make(chan int), make(chan struct{})
	buf := make(chan int, 3)
	var mu sync.Mutex
	var rw sync.RWMutex
	var wg sync.WaitGroup
	cond := sync.NewCond(&mu)
	sum, turns := 0, 0
	for i := range 6 {
		wg.Add(3)
		go func() {
			defer wg.Done()
			for j := range 8 {
				for range rand.Intn(3) {
					runtime.Gosched()
				}
				select {
				case ch <- i*100 + j:
					note(i)
				case v := <-ch:
					note(v)
					mu.Lock()
					sum += v
					mu.Unlock()
				case buf <- j:
					note(-j)
				case <-time.After(time.Duration(j) * time.Millisecond):
					note(1000 + i)
				}
			}
		}()
		go func() {
			defer wg.Done()
			for range 4 {
				rw.RLock()
				note(7)
				rw.RUnlock()
				select {
				case v := <-buf:
					note(v)
				default:
					time.Sleep(time.Microsecond)
				}
			}
			rw.Lock()
			turns++
			rw.Unlock()
		}()
		go func() {
			defer wg.Done()
			ctx, cancel := context.WithTimeout(context.Background(), time.Duration(i)*time.Millisecond)
			defer cancel()
			<-ctx.Done()
			mu.Lock()
			turns++
			cond.Broadcast()
			mu.Unlock()
		}()
	}
	go func() {
		tick := time.NewTicker(500 * time.Microsecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				note(3)
			case <-buf:
				note(4)
			case <-quit:
				return
			}
		}
	}()
	mu.Lock()
	for turns < 6 {
		cond.Wait()
	}
	mu.Unlock()
	wg.Wait()
	close(quit)
	m := map[int]int{1: 1, 2: 2, 3: 3, 4: 4}
	for k := range m {
		note(k)
	}
	fmt.Println("ok", log)
}
"#;

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, buf: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no writer panics").extend_from_slice(buf);
        Ok(buf.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn run(program: &vole::Program, seed: u64) -> String {
    let (out, err) = (Shared::default(), Shared::default());
    let limits = vole::Limits { wall_time: Some(std::time::Duration::from_secs(60)), ..Default::default() };
    let vm = program.vm().seed(seed).clock(Clock::Virtual(0)).limits(limits).stdout(out.clone()).stderr(err.clone());
    let outcome = vm.build().expect("loads").run();
    let text = |s: &Shared| String::from_utf8_lossy(&s.0.lock().expect("no writer panics")).into_owned();
    assert_eq!(outcome, Outcome::Exited(0), "seed {seed}: {}{}", text(&out), text(&err));
    text(&out)
}

#[test]
fn every_seed_ends_and_is_a_schedule() {
    let program = Engine::new().compile_source("stress.go", PROGRAM).expect("compiles");
    let count = std::env::var("SCHEDULES").ok().and_then(|n| n.parse().ok()).unwrap_or(100u64);
    let mut different = std::collections::HashSet::new();
    for seed in 0..count {
        let text = run(&program, seed);
        assert!(text.starts_with("ok "), "seed {seed}: {text}");
        if seed % 10 == 0 {
            assert_eq!(run(&program, seed), text, "seed {seed} is no schedule");
        }
        different.insert(text);
    }
    assert!(different.len() as u64 > count / 2, "only {} schedules of {count} seeds differ", different.len());
}
