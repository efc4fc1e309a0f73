// run

package main
import ("fmt";"os";"os/exec";"strings")
func main() {
 os.Chdir("/tmp")
 for _, d := range []string{"", ".", "..", "/", "/usr/../usr/", "nonexist/x/..", "//usr"} {
  c := exec.Command("true"); c.Dir = d
  os.Setenv("PWD", "/bogus")
  for _, e := range c.Environ() { if strings.HasPrefix(e, "PWD=") { fmt.Printf("%q %s\n", d, e) } }
  c.Env = []string{"A=1", "PWD=/x", "A=2"}
  fmt.Println(c.Environ())
 }
}
