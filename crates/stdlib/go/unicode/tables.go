package unicode

// Kinds of tables.
const (
	category = iota
	script
	property
	foldCategory
	foldScript
)

// tableRanges fills in the first and last runes of the ranges of a named table, and returns the number of ranges.
func tableRanges(kind int, name string, out []uint32) int

// tableName returns the name of table i of a kind; empty behind the last.
func tableName(kind, i int) string

type key struct {
	kind int
	name string
}

// made keeps tables, so that each exists once.
var made = map[key]*RangeTable{}

func table(kind int, name string) *RangeTable {
	k := key{kind, name}
	if t := made[k]; t != nil {
		return t
	}
	t := &RangeTable{}
	bounds := make([]uint32, 2*tableRanges(kind, name, nil))
	tableRanges(kind, name, bounds)
	for i := 0; i < len(bounds); i += 2 {
		lo, hi := bounds[i], bounds[i+1]
		if lo <= 0xFFFF && hi > 0xFFFF {
			t.R16 = append(t.R16, Range16{uint16(lo), 0xFFFF, 1})
			lo = 0x10000
		}
		if hi <= 0xFFFF {
			t.R16 = append(t.R16, Range16{uint16(lo), uint16(hi), 1})
			if hi <= MaxLatin1 {
				t.LatinOffset++
			}
		} else {
			t.R32 = append(t.R32, Range32{lo, hi, 1})
		}
	}
	made[k] = t
	return t
}

func tables(kind int) map[string]*RangeTable {
	all := map[string]*RangeTable{}
	for i := 0; ; i++ {
		name := tableName(kind, i)
		if name == "" {
			return all
		}
		all[name] = table(kind, name)
	}
}

// Tables by name.
var (
	Categories   = tables(category)
	Scripts      = tables(script)
	Properties   = tables(property)
	FoldCategory = tables(foldCategory)
	FoldScript   = tables(foldScript)
)

// GraphicRanges and PrintRanges are the sets of IsGraphic and IsPrint.
var (
	GraphicRanges = []*RangeTable{L, M, N, P, S, Zs}
	PrintRanges   = []*RangeTable{L, M, N, P, S}
)

// CategoryAliases maps long names of categories to short ones.
var CategoryAliases = map[string]string{
	"Cased_Letter": "LC",
	"Close_Punctuation": "Pe",
	"Combining_Mark": "M",
	"Connector_Punctuation": "Pc",
	"Control": "Cc",
	"Currency_Symbol": "Sc",
	"Dash_Punctuation": "Pd",
	"Decimal_Number": "Nd",
	"Enclosing_Mark": "Me",
	"Final_Punctuation": "Pf",
	"Format": "Cf",
	"Initial_Punctuation": "Pi",
	"Letter": "L",
	"Letter_Number": "Nl",
	"Line_Separator": "Zl",
	"Lowercase_Letter": "Ll",
	"Mark": "M",
	"Math_Symbol": "Sm",
	"Modifier_Letter": "Lm",
	"Modifier_Symbol": "Sk",
	"Nonspacing_Mark": "Mn",
	"Number": "N",
	"Open_Punctuation": "Ps",
	"Other": "C",
	"Other_Letter": "Lo",
	"Other_Number": "No",
	"Other_Punctuation": "Po",
	"Other_Symbol": "So",
	"Paragraph_Separator": "Zp",
	"Private_Use": "Co",
	"Punctuation": "P",
	"Separator": "Z",
	"Space_Separator": "Zs",
	"Spacing_Mark": "Mc",
	"Surrogate": "Cs",
	"Symbol": "S",
	"Titlecase_Letter": "Lt",
	"Unassigned": "Cn",
	"Uppercase_Letter": "Lu",
	"cntrl": "Cc",
	"digit": "Nd",
	"punct": "P",
}

// Tables of categories, scripts and properties.
var (
	ASCII_Hex_Digit = table(property, "ASCII_Hex_Digit")
	Adlam = table(script, "Adlam")
	Ahom = table(script, "Ahom")
	Anatolian_Hieroglyphs = table(script, "Anatolian_Hieroglyphs")
	Arabic = table(script, "Arabic")
	Armenian = table(script, "Armenian")
	Avestan = table(script, "Avestan")
	Balinese = table(script, "Balinese")
	Bamum = table(script, "Bamum")
	Bassa_Vah = table(script, "Bassa_Vah")
	Batak = table(script, "Batak")
	Bengali = table(script, "Bengali")
	Beria_Erfe = table(script, "Beria_Erfe")
	Bhaiksuki = table(script, "Bhaiksuki")
	Bidi_Control = table(property, "Bidi_Control")
	Bopomofo = table(script, "Bopomofo")
	Brahmi = table(script, "Brahmi")
	Braille = table(script, "Braille")
	Buginese = table(script, "Buginese")
	Buhid = table(script, "Buhid")
	C = table(category, "C")
	Canadian_Aboriginal = table(script, "Canadian_Aboriginal")
	Carian = table(script, "Carian")
	Caucasian_Albanian = table(script, "Caucasian_Albanian")
	Cc = table(category, "Cc")
	Cf = table(category, "Cf")
	Chakma = table(script, "Chakma")
	Cham = table(script, "Cham")
	Cherokee = table(script, "Cherokee")
	Chorasmian = table(script, "Chorasmian")
	Cn = table(category, "Cn")
	Co = table(category, "Co")
	Common = table(script, "Common")
	Coptic = table(script, "Coptic")
	Cs = table(category, "Cs")
	Cuneiform = table(script, "Cuneiform")
	Cypriot = table(script, "Cypriot")
	Cypro_Minoan = table(script, "Cypro_Minoan")
	Cyrillic = table(script, "Cyrillic")
	Dash = table(property, "Dash")
	Deprecated = table(property, "Deprecated")
	Deseret = table(script, "Deseret")
	Devanagari = table(script, "Devanagari")
	Diacritic = table(property, "Diacritic")
	Digit = table(category, "Nd")
	Dives_Akuru = table(script, "Dives_Akuru")
	Dogra = table(script, "Dogra")
	Duployan = table(script, "Duployan")
	Egyptian_Hieroglyphs = table(script, "Egyptian_Hieroglyphs")
	Elbasan = table(script, "Elbasan")
	Elymaic = table(script, "Elymaic")
	Ethiopic = table(script, "Ethiopic")
	Extender = table(property, "Extender")
	Garay = table(script, "Garay")
	Georgian = table(script, "Georgian")
	Glagolitic = table(script, "Glagolitic")
	Gothic = table(script, "Gothic")
	Grantha = table(script, "Grantha")
	Greek = table(script, "Greek")
	Gujarati = table(script, "Gujarati")
	Gunjala_Gondi = table(script, "Gunjala_Gondi")
	Gurmukhi = table(script, "Gurmukhi")
	Gurung_Khema = table(script, "Gurung_Khema")
	Han = table(script, "Han")
	Hangul = table(script, "Hangul")
	Hanifi_Rohingya = table(script, "Hanifi_Rohingya")
	Hanunoo = table(script, "Hanunoo")
	Hatran = table(script, "Hatran")
	Hebrew = table(script, "Hebrew")
	Hex_Digit = table(property, "Hex_Digit")
	Hiragana = table(script, "Hiragana")
	Hyphen = table(property, "Hyphen")
	IDS_Binary_Operator = table(property, "IDS_Binary_Operator")
	IDS_Trinary_Operator = table(property, "IDS_Trinary_Operator")
	IDS_Unary_Operator = table(property, "IDS_Unary_Operator")
	ID_Compat_Math_Continue = table(property, "ID_Compat_Math_Continue")
	ID_Compat_Math_Start = table(property, "ID_Compat_Math_Start")
	Ideographic = table(property, "Ideographic")
	Imperial_Aramaic = table(script, "Imperial_Aramaic")
	Inherited = table(script, "Inherited")
	Inscriptional_Pahlavi = table(script, "Inscriptional_Pahlavi")
	Inscriptional_Parthian = table(script, "Inscriptional_Parthian")
	Javanese = table(script, "Javanese")
	Join_Control = table(property, "Join_Control")
	Kaithi = table(script, "Kaithi")
	Kannada = table(script, "Kannada")
	Katakana = table(script, "Katakana")
	Kawi = table(script, "Kawi")
	Kayah_Li = table(script, "Kayah_Li")
	Kharoshthi = table(script, "Kharoshthi")
	Khitan_Small_Script = table(script, "Khitan_Small_Script")
	Khmer = table(script, "Khmer")
	Khojki = table(script, "Khojki")
	Khudawadi = table(script, "Khudawadi")
	Kirat_Rai = table(script, "Kirat_Rai")
	L = table(category, "L")
	LC = table(category, "LC")
	Lao = table(script, "Lao")
	Latin = table(script, "Latin")
	Lepcha = table(script, "Lepcha")
	Letter = table(category, "L")
	Limbu = table(script, "Limbu")
	Linear_A = table(script, "Linear_A")
	Linear_B = table(script, "Linear_B")
	Lisu = table(script, "Lisu")
	Ll = table(category, "Ll")
	Lm = table(category, "Lm")
	Lo = table(category, "Lo")
	Logical_Order_Exception = table(property, "Logical_Order_Exception")
	Lower = table(category, "Ll")
	Lt = table(category, "Lt")
	Lu = table(category, "Lu")
	Lycian = table(script, "Lycian")
	Lydian = table(script, "Lydian")
	M = table(category, "M")
	Mahajani = table(script, "Mahajani")
	Makasar = table(script, "Makasar")
	Malayalam = table(script, "Malayalam")
	Mandaic = table(script, "Mandaic")
	Manichaean = table(script, "Manichaean")
	Marchen = table(script, "Marchen")
	Mark = table(category, "M")
	Masaram_Gondi = table(script, "Masaram_Gondi")
	Mc = table(category, "Mc")
	Me = table(category, "Me")
	Medefaidrin = table(script, "Medefaidrin")
	Meetei_Mayek = table(script, "Meetei_Mayek")
	Mende_Kikakui = table(script, "Mende_Kikakui")
	Meroitic_Cursive = table(script, "Meroitic_Cursive")
	Meroitic_Hieroglyphs = table(script, "Meroitic_Hieroglyphs")
	Miao = table(script, "Miao")
	Mn = table(category, "Mn")
	Modi = table(script, "Modi")
	Modifier_Combining_Mark = table(property, "Modifier_Combining_Mark")
	Mongolian = table(script, "Mongolian")
	Mro = table(script, "Mro")
	Multani = table(script, "Multani")
	Myanmar = table(script, "Myanmar")
	N = table(category, "N")
	Nabataean = table(script, "Nabataean")
	Nag_Mundari = table(script, "Nag_Mundari")
	Nandinagari = table(script, "Nandinagari")
	Nd = table(category, "Nd")
	New_Tai_Lue = table(script, "New_Tai_Lue")
	Newa = table(script, "Newa")
	Nko = table(script, "Nko")
	Nl = table(category, "Nl")
	No = table(category, "No")
	Noncharacter_Code_Point = table(property, "Noncharacter_Code_Point")
	Number = table(category, "N")
	Nushu = table(script, "Nushu")
	Nyiakeng_Puachue_Hmong = table(script, "Nyiakeng_Puachue_Hmong")
	Ogham = table(script, "Ogham")
	Ol_Chiki = table(script, "Ol_Chiki")
	Ol_Onal = table(script, "Ol_Onal")
	Old_Hungarian = table(script, "Old_Hungarian")
	Old_Italic = table(script, "Old_Italic")
	Old_North_Arabian = table(script, "Old_North_Arabian")
	Old_Permic = table(script, "Old_Permic")
	Old_Persian = table(script, "Old_Persian")
	Old_Sogdian = table(script, "Old_Sogdian")
	Old_South_Arabian = table(script, "Old_South_Arabian")
	Old_Turkic = table(script, "Old_Turkic")
	Old_Uyghur = table(script, "Old_Uyghur")
	Oriya = table(script, "Oriya")
	Osage = table(script, "Osage")
	Osmanya = table(script, "Osmanya")
	Other = table(category, "C")
	Other_Alphabetic = table(property, "Other_Alphabetic")
	Other_Default_Ignorable_Code_Point = table(property, "Other_Default_Ignorable_Code_Point")
	Other_Grapheme_Extend = table(property, "Other_Grapheme_Extend")
	Other_ID_Continue = table(property, "Other_ID_Continue")
	Other_ID_Start = table(property, "Other_ID_Start")
	Other_Lowercase = table(property, "Other_Lowercase")
	Other_Math = table(property, "Other_Math")
	Other_Uppercase = table(property, "Other_Uppercase")
	P = table(category, "P")
	Pahawh_Hmong = table(script, "Pahawh_Hmong")
	Palmyrene = table(script, "Palmyrene")
	Pattern_Syntax = table(property, "Pattern_Syntax")
	Pattern_White_Space = table(property, "Pattern_White_Space")
	Pau_Cin_Hau = table(script, "Pau_Cin_Hau")
	Pc = table(category, "Pc")
	Pd = table(category, "Pd")
	Pe = table(category, "Pe")
	Pf = table(category, "Pf")
	Phags_Pa = table(script, "Phags_Pa")
	Phoenician = table(script, "Phoenician")
	Pi = table(category, "Pi")
	Po = table(category, "Po")
	Prepended_Concatenation_Mark = table(property, "Prepended_Concatenation_Mark")
	Ps = table(category, "Ps")
	Psalter_Pahlavi = table(script, "Psalter_Pahlavi")
	Punct = table(category, "P")
	Quotation_Mark = table(property, "Quotation_Mark")
	Radical = table(property, "Radical")
	Regional_Indicator = table(property, "Regional_Indicator")
	Rejang = table(script, "Rejang")
	Runic = table(script, "Runic")
	S = table(category, "S")
	STerm = table(property, "STerm")
	Samaritan = table(script, "Samaritan")
	Saurashtra = table(script, "Saurashtra")
	Sc = table(category, "Sc")
	Sentence_Terminal = table(property, "Sentence_Terminal")
	Sharada = table(script, "Sharada")
	Shavian = table(script, "Shavian")
	Siddham = table(script, "Siddham")
	Sidetic = table(script, "Sidetic")
	SignWriting = table(script, "SignWriting")
	Sinhala = table(script, "Sinhala")
	Sk = table(category, "Sk")
	Sm = table(category, "Sm")
	So = table(category, "So")
	Soft_Dotted = table(property, "Soft_Dotted")
	Sogdian = table(script, "Sogdian")
	Sora_Sompeng = table(script, "Sora_Sompeng")
	Soyombo = table(script, "Soyombo")
	Space = table(category, "Z")
	Sundanese = table(script, "Sundanese")
	Sunuwar = table(script, "Sunuwar")
	Syloti_Nagri = table(script, "Syloti_Nagri")
	Symbol = table(category, "S")
	Syriac = table(script, "Syriac")
	Tagalog = table(script, "Tagalog")
	Tagbanwa = table(script, "Tagbanwa")
	Tai_Le = table(script, "Tai_Le")
	Tai_Tham = table(script, "Tai_Tham")
	Tai_Viet = table(script, "Tai_Viet")
	Tai_Yo = table(script, "Tai_Yo")
	Takri = table(script, "Takri")
	Tamil = table(script, "Tamil")
	Tangsa = table(script, "Tangsa")
	Tangut = table(script, "Tangut")
	Telugu = table(script, "Telugu")
	Terminal_Punctuation = table(property, "Terminal_Punctuation")
	Thaana = table(script, "Thaana")
	Thai = table(script, "Thai")
	Tibetan = table(script, "Tibetan")
	Tifinagh = table(script, "Tifinagh")
	Tirhuta = table(script, "Tirhuta")
	Title = table(category, "Lt")
	Todhri = table(script, "Todhri")
	Tolong_Siki = table(script, "Tolong_Siki")
	Toto = table(script, "Toto")
	Tulu_Tigalari = table(script, "Tulu_Tigalari")
	Ugaritic = table(script, "Ugaritic")
	Unified_Ideograph = table(property, "Unified_Ideograph")
	Upper = table(category, "Lu")
	Vai = table(script, "Vai")
	Variation_Selector = table(property, "Variation_Selector")
	Vithkuqi = table(script, "Vithkuqi")
	Wancho = table(script, "Wancho")
	Warang_Citi = table(script, "Warang_Citi")
	White_Space = table(property, "White_Space")
	Yezidi = table(script, "Yezidi")
	Yi = table(script, "Yi")
	Z = table(category, "Z")
	Zanabazar_Square = table(script, "Zanabazar_Square")
	Zl = table(category, "Zl")
	Zp = table(category, "Zp")
	Zs = table(category, "Zs")
)
