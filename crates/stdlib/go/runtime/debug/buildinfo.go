package debug

import (
	"errors"
	"strconv"
	"strings"
)

// String formats the information as the reference keeps it in programs: a line
// for each thing, its parts separated by tabs.
func (bi *BuildInfo) String() string {
	var out strings.Builder
	line := func(parts ...string) { out.WriteString(strings.Join(parts, "\t") + "\n") }
	module := func(word string, m *Module) {
		if m.Replace == nil {
			line(word, m.Path, m.Version, m.Sum)
			return
		}
		line(word, m.Path, m.Version)
		line("=>", m.Replace.Path, m.Replace.Version, m.Replace.Sum)
		line()
	}
	if bi.GoVersion != "" {
		line("go", bi.GoVersion)
	}
	if bi.Path != "" {
		line("path", bi.Path)
	}
	if bi.Main != (Module{}) {
		module("mod", &bi.Main)
	}
	for _, m := range bi.Deps {
		module("dep", m)
	}
	for _, s := range bi.Settings {
		line("build", quoted(s.Key, "= \t\r\n\"`")+"="+quoted(s.Value, " \t\r\n\"`"))
	}
	return out.String()
}

func quoted(s, special string) string {
	if strings.ContainsAny(s, special) {
		return strconv.Quote(s)
	}
	return s
}

// ParseBuildInfo reads what String writes, except the version of Go; lines of
// other kinds are passed over.
func ParseBuildInfo(data string) (bi *BuildInfo, err error) {
	bi = new(BuildInfo)
	var last *Module
	number := 0
	for text := range strings.Lines(data) {
		text, ended := strings.CutSuffix(text, "\n")
		if !ended {
			break
		}
		number++
		if last, err = bi.read(text, last); err != nil {
			return nil, errors.New("could not parse Go build info: line " + strconv.Itoa(number) + ": " + err.Error())
		}
	}
	return bi, nil
}

// read takes in one line; last is the module that a replacement is of.
func (bi *BuildInfo) read(line string, last *Module) (*Module, error) {
	word, rest, _ := strings.Cut(line, "\t")
	columns := strings.Split(rest, "\t")
	switch word {
	case "path":
		bi.Path = rest
	case "mod", "dep":
		if len(columns) != 2 && len(columns) != 3 {
			return nil, errors.New("expected 2 or 3 columns; got " + strconv.Itoa(len(columns)))
		}
		m := &bi.Main
		if word == "dep" {
			m = new(Module)
			bi.Deps = append(bi.Deps, m)
		}
		*m = Module{Path: columns[0], Version: columns[1]}
		if len(columns) == 3 {
			m.Sum = columns[2]
		}
		return m, nil
	case "=>":
		if len(columns) != 3 {
			return nil, errors.New("expected 3 columns for replacement; got " + strconv.Itoa(len(columns)))
		}
		if last == nil {
			return nil, errors.New("replacement with no module on previous line")
		}
		last.Replace = &Module{Path: columns[0], Version: columns[1], Sum: columns[2]}
		return nil, nil
	case "build":
		return last, bi.setting(rest)
	}
	return last, nil
}

func (bi *BuildInfo) setting(text string) error {
	if text == "" {
		return errors.New("build line missing '='")
	}
	key, value := "", ""
	switch {
	case text[0] == '=':
		return errors.New("build line with missing key")
	case text[0] == '"' || text[0] == '`':
		raw, err := strconv.QuotedPrefix(text)
		if err != nil {
			return errors.New("invalid quoted key in build line")
		}
		rest, ok := strings.CutPrefix(text[len(raw):], "=")
		if !ok {
			return errors.New("build line missing '=' after quoted key")
		}
		key, _ = strconv.Unquote(raw)
		value = rest
	default:
		var ok bool
		if key, value, ok = strings.Cut(text, "="); !ok {
			return errors.New("build line missing '=' after key")
		}
	}
	if value != "" && (value[0] == '"' || value[0] == '`') {
		var err error
		if value, err = strconv.Unquote(value); err != nil {
			return errors.New("invalid quoted value in build line")
		}
	}
	bi.Settings = append(bi.Settings, BuildSetting{key, value})
	return nil
}
