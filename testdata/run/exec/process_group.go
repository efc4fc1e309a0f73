// run

package main

import (
	"fmt"
	"os/exec"
	"syscall"
	"time"
)

func main() {
	cmd := exec.Command("sh", "-c", "sleep 30 & sleep 30; echo never")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		fmt.Println(err)
		return
	}
	pgid, err := syscall.Getpgid(cmd.Process.Pid)
	fmt.Println(pgid == cmd.Process.Pid, err)
	time.Sleep(50 * time.Millisecond)
	fmt.Println(syscall.Kill(-pgid, syscall.SIGTERM))
	fmt.Println(cmd.Wait())
}
