#!/usr/bin/env bash
# Runs every single-file `// run` program below a copy of Go's test directory and prints the rate and the failures by cause.
# Usage: conformance.sh VOLE DIR
set -u
vole=$(realpath "$1")
cd "$2" || exit 2
passed=0
failed=()
while IFS= read -r file; do
    case "$(head -n 1 "$file")" in "// run" | "// run ") ;; *) continue ;; esac
    want="${file%.go}.out"
    both=$(timeout 20 "$vole" run "$file" 2>&1 </dev/null)
    code=$?
    if [ "$code" = 0 ] && { [ ! -f "$want" ] || [ "$both" == "$(cat "$want")" ]; }; then
        passed=$((passed + 1))
    else
        failed+=("$code $file: $(printf '%s' "$both" | grep -v '^$' | head -n 1 | cut -c 1-140)")
    fi
done < <(find . -name '*.go' -not -path '*.dir/*' | sort)
printf '%s\n' "${failed[@]}" | sed -E 's/^([0-9]+) ([^:]*): .*package ([^ ]+) is not in std.*/missing package \3: \2/' | sort
total=$((passed + ${#failed[@]}))
echo "$passed of $total pass ($((passed * 1000 / (total > 0 ? total : 1)))/1000)"
