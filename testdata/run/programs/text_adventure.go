// run

package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"
)

type room struct {
	name  string
	exits map[string]*room
	items []string
}
type game struct {
	at   *room
	bag  map[string]bool
	out  *bufio.Writer
	cmds map[string]func(*game, []string) error
}

var errQuit = errors.New("quit")

func (g *game) say(f string, a ...any) { fmt.Fprintf(g.out, f+"\n", a...) }
func look(g *game, _ []string) error {
	g.say("You are in the %s.", g.at.name)
	var ex []string
	for d := range g.at.exits {
		ex = append(ex, d)
	}
	sort.Strings(ex)
	g.say("Exits: %s. Items: %v", strings.Join(ex, ", "), g.at.items)
	return nil
}
func move(g *game, args []string) error {
	if len(args) == 0 {
		return errors.New("go where?")
	}
	r, ok := g.at.exits[args[0]]
	if !ok {
		return fmt.Errorf("no way %s", args[0])
	}
	g.at = r
	return look(g, nil)
}
func take(g *game, args []string) error {
	for i, it := range g.at.items {
		if len(args) > 0 && it == args[0] {
			g.at.items = append(g.at.items[:i], g.at.items[i+1:]...)
			g.bag[it] = true
			g.say("Taken: %s", it)
			return nil
		}
	}
	return fmt.Errorf("cannot take %q", strings.Join(args, " "))
}

func main() {
	hall := &room{name: "hall", items: []string{"lamp", "key"}}
	cellar := &room{name: "cellar", exits: map[string]*room{"up": hall}}
	garden := &room{name: "garden", exits: map[string]*room{"south": hall}, items: []string{"rose"}}
	hall.exits = map[string]*room{"down": cellar, "north": garden}
	g := &game{at: hall, bag: map[string]bool{}, out: bufio.NewWriter(os.Stdout)}
	defer g.out.Flush()
	g.cmds = map[string]func(*game, []string) error{
		"look": look, "go": move, "take": take,
		"bag":  func(g *game, _ []string) error { g.say("%v", g.bag); return nil },
		"quit": func(*game, []string) error { return errQuit },
	}
	sc := bufio.NewScanner(os.Stdin)
	for turn := 1; sc.Scan(); turn++ {
		f := strings.Fields(strings.ToLower(sc.Text()))
		if len(f) == 0 {
			continue
		}
		cmd, ok := g.cmds[f[0]]
		if !ok {
			g.say("%d? %q", turn, f[0])
			continue
		}
		switch err := cmd(g, f[1:]); {
		case errors.Is(err, errQuit):
			g.say("Bye after %d turns with %d items.", turn, len(g.bag))
			return
		case err != nil:
			g.say("%d: %v", turn, err)
		}
	}
	g.say("input ended")
}
