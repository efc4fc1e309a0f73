// run

// Everyday uses of package regexp.
package main

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	email = regexp.MustCompile(`(?i)\b([a-z0-9._%+-]+)@([a-z0-9.-]+\.[a-z]{2,})\b`)
	kv    = regexp.MustCompile(`(?P<key>\w+)\s*=\s*(?P<value>"[^"]*"|\S+)`)
	date  = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})$`)
)

func main() {
	text := "Write to Ann@example.org, bob.b@mail.example.com or nobody@nowhere."
	for _, m := range email.FindAllStringSubmatch(text, -1) {
		fmt.Printf("%q\n", m)
	}
	fmt.Println(email.ReplaceAllString(text, "$2 at ${1}x $$ $1x ${nope} $"))
	fmt.Println(email.ReplaceAllStringFunc(text, strings.ToUpper))
	fmt.Println(email.ReplaceAllLiteralString(text, "$1"))

	conf := "name = vole\nmotto=\"dig deep\"   depth=3"
	names := kv.SubexpNames()
	fmt.Printf("%q %d %d %d\n", names, kv.NumSubexp(), kv.SubexpIndex("value"), kv.SubexpIndex("x"))
	for _, loc := range kv.FindAllStringSubmatchIndex(conf, -1) {
		fmt.Println(loc, string(kv.ExpandString(nil, "$value <- $key", conf, loc)))
	}
	fmt.Println(kv.FindAllStringIndex(conf, 2), kv.FindAllString(conf, 0) == nil)

	for _, d := range []string{"2024-02-29", "24-2-9", "2024-02-29\n", ""} {
		fmt.Println(date.MatchString(d), date.FindStringSubmatch(d) == nil)
	}

	b := []byte("peach punch pinch")
	re := regexp.MustCompile("p([a-z]+)ch")
	fmt.Printf("%q %q %v\n", re.Find(b), re.FindSubmatch(b), re.FindIndex(b))
	fmt.Printf("%q\n", re.FindAll(b, 2))
	fmt.Printf("%s\n", re.ReplaceAllFunc(b, func(m []byte) []byte { return append([]byte("<"), append(m, '>')...) }))
	fmt.Printf("%s|%s\n", re.ReplaceAll(b, []byte("$1")), re.ReplaceAllLiteral(b, []byte("$1")))
	fmt.Println(re.FindSubmatchIndex([]byte("none")), re.FindString("none") == "")
	f := re.Find(b)
	f = append(f, "!"...)
	fmt.Printf("%s\n", b)

	for _, n := range []int{-1, 0, 1, 2, 3, 10} {
		fmt.Printf("%q %q %q\n", regexp.MustCompile("a").Split("banana", n), regexp.MustCompile("a*").Split("baaac", n), regexp.MustCompile(`\s*[,;]\s*`).Split("x , y;z", n))
	}
	fmt.Printf("%q %q\n", regexp.MustCompile("").Split("abc", -1), regexp.MustCompile("x").Split("", -1))

	fmt.Println(regexp.QuoteMeta("1+1=2? [a|b] {x} \\ ^$ .* (é)"))
	fmt.Println(regexp.MatchString("(", "x"))
	fmt.Println(regexp.Match("^[^@]+$", []byte("no at sign")))
	defer func() {
		fmt.Println(recover())
		defer func() { fmt.Println(recover()) }()
		regexp.MustCompilePOSIX("`**(")
	}()

	p := regexp.MustCompilePOSIX("(foo|foobar)(bar)?")
	fmt.Printf("%q %s\n", p.FindStringSubmatch("xfoobarbar"), p)
	q := regexp.MustCompile("(foo|foobar)(bar)?")
	fmt.Printf("%q\n", q.FindStringSubmatch("xfoobarbar"))
	q.Longest()
	fmt.Printf("%q\n", q.FindStringSubmatch("xfoobarbar"))

	var u interface{ UnmarshalText([]byte) error } = new(regexp.Regexp)
	fmt.Println(u.UnmarshalText([]byte("a+")), u, u.UnmarshalText([]byte("a)")))
	t, err := re.MarshalText()
	fmt.Println(string(t), err)
	fmt.Println(regexp.MustCompile(`\p{Greek}+|\p{Lu}\p{Ll}*|\pN`).FindAllString("Der αβγ Ἑλλάς 12½ Ⅻ ǅ", -1))
	fmt.Println(regexp.MustCompile(`(?i)straße|ΣΊΣΥΦΟΣ`).FindAllString("STRAßE STRAẞE σίσυφος", -1))
	fmt.Println(regexp.MustCompile(`(?m)^\s*#.*$`).ReplaceAllString("a\n # b\nc # d\n#e", "-"))
	fmt.Println(regexp.MustCompile("a{3").MatchString("a{3"), regexp.MustCompile(`[[:alpha:]]+`).FindString("12ab3"))
}
