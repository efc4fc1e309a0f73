// Package mime: media types, and encoded words in headers.
package mime

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
)

// What is known without the system's files.
var builtin = map[string]string{
	".ai":    "application/postscript",
	".apk":   "application/vnd.android.package-archive",
	".apng":  "image/apng",
	".avif":  "image/avif",
	".bin":   "application/octet-stream",
	".bmp":   "image/bmp",
	".com":   "application/octet-stream",
	".css":   "text/css; charset=utf-8",
	".csv":   "text/csv; charset=utf-8",
	".doc":   "application/msword",
	".docx":  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".ehtml": "text/html; charset=utf-8",
	".eml":   "message/rfc822",
	".eps":   "application/postscript",
	".exe":   "application/octet-stream",
	".flac":  "audio/flac",
	".gif":   "image/gif",
	".gz":    "application/gzip",
	".htm":   "text/html; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".ico":   "image/vnd.microsoft.icon",
	".ics":   "text/calendar; charset=utf-8",
	".jfif":  "image/jpeg",
	".jpeg":  "image/jpeg",
	".jpg":   "image/jpeg",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".m4a":   "audio/mp4",
	".mjs":   "text/javascript; charset=utf-8",
	".mp3":   "audio/mpeg",
	".mp4":   "video/mp4",
	".oga":   "audio/ogg",
	".ogg":   "audio/ogg",
	".ogv":   "video/ogg",
	".opus":  "audio/ogg",
	".pdf":   "application/pdf",
	".pjp":   "image/jpeg",
	".pjpeg": "image/jpeg",
	".png":   "image/png",
	".ppt":   "application/vnd.ms-powerpoint",
	".pptx":  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".ps":    "application/postscript",
	".rdf":   "application/rdf+xml",
	".rtf":   "application/rtf",
	".shtml": "text/html; charset=utf-8",
	".svg":   "image/svg+xml",
	".text":  "text/plain; charset=utf-8",
	".tif":   "image/tiff",
	".tiff":  "image/tiff",
	".txt":   "text/plain; charset=utf-8",
	".vtt":   "text/vtt; charset=utf-8",
	".wasm":  "application/wasm",
	".wav":   "audio/wav",
	".weba":  "audio/webm",
	".webm":  "video/webm",
	".webp":  "image/webp",
	".xbl":   "text/xml; charset=utf-8",
	".xbm":   "image/x-xbitmap",
	".xht":   "application/xhtml+xml",
	".xhtml": "application/xhtml+xml",
	".xls":   "application/vnd.ms-excel",
	".xlsx":  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".xml":   "text/xml; charset=utf-8",
	".xsl":   "text/xml; charset=utf-8",
	".zip":   "application/zip",
}

var types struct {
	once  sync.Once
	mu    sync.RWMutex
	exact map[string]string // by extension
	lower map[string]string // by extension in lower case
	back  map[string][]string
}

// load reads the first of the system's tables that is there.
func load() {
	types.exact = map[string]string{}
	types.lower = map[string]string{}
	types.back = map[string][]string{}
	for ext, typ := range builtin {
		set(ext, typ)
	}
	for _, name := range []string{"/usr/local/share/mime/globs2", "/usr/share/mime/globs2"} {
		if loadGlobs(name) {
			return
		}
	}
	for _, name := range []string{"/etc/mime.types", "/etc/apache2/mime.types", "/etc/apache/mime.types", "/etc/httpd/conf/mime.types"} {
		loadTypes(name)
	}
}

// loadGlobs reads lines of weight, type and pattern.
func loadGlobs(name string) bool {
	data, err := os.ReadFile(name)
	if err != nil {
		return false
	}
	for line := range strings.Lines(string(data)) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), ":")
		if len(fields) < 3 || len(fields[0]) < 1 || len(fields[2]) < 3 || fields[0][0] == '#' || fields[2][0] != '*' || fields[2][1] != '.' {
			continue
		}
		ext := fields[2][1:]
		if strings.ContainsAny(ext, "?*[") {
			continue
		}
		// The first line of an extension has the greatest weight.
		if _, ok := types.exact[ext]; !ok {
			set(ext, fields[1])
		}
	}
	return true
}

// loadTypes reads lines of a type and extensions.
func loadTypes(name string) {
	data, err := os.ReadFile(name)
	if err != nil {
		return
	}
	for line := range strings.Lines(string(data)) {
		fields := strings.Fields(line)
		if len(fields) <= 1 || fields[0][0] == '#' {
			continue
		}
		for _, ext := range fields[1:] {
			if ext[0] == '#' {
				break
			}
			set("."+ext, fields[0])
		}
	}
}

func set(ext, typ string) error {
	just, param, err := ParseMediaType(typ)
	if err != nil {
		return err
	}
	if strings.HasPrefix(typ, "text/") && param["charset"] == "" {
		param["charset"] = "utf-8"
		typ = FormatMediaType(typ, param)
	}
	lower := strings.ToLower(ext)
	types.exact[ext] = typ
	types.lower[lower] = typ
	if !slices.Contains(types.back[just], lower) {
		types.back[just] = append(types.back[just], lower)
	}
	return nil
}

// TypeByExtension returns the type of files with an extension, which begins with a dot; empty if it is not known.
func TypeByExtension(ext string) string {
	types.once.Do(load)
	types.mu.RLock()
	defer types.mu.RUnlock()
	if t, ok := types.exact[ext]; ok {
		return t
	}
	return types.lower[strings.ToLower(ext)]
}

// ExtensionsByType returns the extensions of a type, sorted.
func ExtensionsByType(typ string) ([]string, error) {
	just, _, err := ParseMediaType(typ)
	if err != nil {
		return nil, err
	}
	types.once.Do(load)
	types.mu.RLock()
	defer types.mu.RUnlock()
	list := slices.Clone(types.back[just])
	slices.Sort(list)
	return list, nil
}

// AddExtensionType sets the type of an extension.
func AddExtensionType(ext, typ string) error {
	if !strings.HasPrefix(ext, ".") {
		return fmt.Errorf("mime: extension %q missing leading dot", ext)
	}
	types.once.Do(load)
	types.mu.Lock()
	defer types.mu.Unlock()
	return set(ext, typ)
}
