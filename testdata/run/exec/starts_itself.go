// run

// A program that starts its own executable: under its own name, by os.Executable, through /proc.
package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func child(kind string) {
	switch kind {
	case "args":
		fmt.Printf("%q\n", os.Args[2:])
	case "stdin":
		in := bufio.NewScanner(os.Stdin)
		for in.Scan() {
			fmt.Println(strings.ToUpper(in.Text()))
		}
		os.Exit(3)
	case "term":
		syscall.Kill(os.Getpid(), syscall.SIGTERM)
		time.Sleep(5 * time.Second)
	case "kill":
		syscall.Kill(os.Getpid(), syscall.SIGKILL)
	case "usr1":
		syscall.Kill(os.Getpid(), syscall.SIGUSR1)
		time.Sleep(10 * time.Millisecond)
		fmt.Println("swallowed")
	case "panic":
		panic("in the child")
	case "exit":
		defer fmt.Println("never")
		os.Exit(300)
	case "handler":
		got := make(chan os.Signal, 1)
		signal.Notify(got, syscall.SIGTERM)
		fmt.Println("ready")
		fmt.Println("got", <-got)
		os.Exit(7)
	case "orphan":
		grandchild := exec.Command(os.Args[0], "lives")
		grandchild.Stdout = os.Stdout
		grandchild.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		fmt.Println("started:", grandchild.Start())
	case "lives":
		time.Sleep(30 * time.Millisecond)
		fmt.Println("outlives its parent")
	}
}

func main() {
	if len(os.Args) > 1 {
		child(os.Args[1])
		return
	}
	own, err := os.Executable()
	fmt.Println(own != "", err)
	for _, path := range []string{os.Args[0], own, "/proc/self/exe"} {
		out, err := exec.Command(path, "args", "a b", "-x", "--", "").Output()
		fmt.Printf("%s%v\n", out, err)
	}
	cmd := exec.Command(os.Args[0], "stdin")
	cmd.Stdin = strings.NewReader("one\ntwo\n")
	out, err := cmd.Output()
	fmt.Printf("%s%v\n", out, err)
	for _, kind := range []string{"term", "kill", "usr1", "panic", "exit"} {
		cmd := exec.Command(own, kind)
		out, err := cmd.Output()
		status := cmd.ProcessState.Sys().(syscall.WaitStatus)
		fmt.Printf("%s: %q %v %d %v\n", kind, out, err, cmd.ProcessState.ExitCode(), status.Signaled())
	}
	cmd = exec.Command(own, "handler")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	pipe, _ := cmd.StdoutPipe()
	fmt.Println(cmd.Start())
	lines := bufio.NewScanner(pipe)
	for lines.Scan() {
		fmt.Println(lines.Text())
		if lines.Text() == "ready" {
			fmt.Println(syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM))
		}
	}
	fmt.Println(cmd.Wait())
	r, w, _ := os.Pipe()
	cmd = exec.Command(own, "orphan")
	cmd.Stdout = w
	fmt.Println(cmd.Run())
	w.Close()
	for lines := bufio.NewScanner(r); lines.Scan(); {
		fmt.Println(lines.Text())
	}
}
