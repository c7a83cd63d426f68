// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/entitynames.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace redoubt::text {

namespace {

struct Entity
{
    std::u16string_view name;
    char16_t character;
};

/// The letters, digits, signs and spaces among the names of HTML 5, sorted by name; mathematical
/// symbols and arrows occur in no name or number of a person.
// clang-format off
constexpr Entity kEntities[] = {
    {u"AElig", 0x00c6}, {u"AMP", 0x0026}, {u"Aacute", 0x00c1}, {u"Abreve", 0x0102},
    {u"Acirc", 0x00c2}, {u"Acy", 0x0410}, {u"Agrave", 0x00c0}, {u"Alpha", 0x0391},
    {u"Amacr", 0x0100}, {u"Aogon", 0x0104}, {u"ApplyFunction", 0x2061}, {u"Aring", 0x00c5},
    {u"Atilde", 0x00c3}, {u"Auml", 0x00c4}, {u"Bcy", 0x0411}, {u"Beta", 0x0392},
    {u"CHcy", 0x0427}, {u"COPY", 0x00a9}, {u"Cacute", 0x0106}, {u"Ccaron", 0x010c},
    {u"Ccedil", 0x00c7}, {u"Ccirc", 0x0108}, {u"Cdot", 0x010a}, {u"Cedilla", 0x00b8},
    {u"CenterDot", 0x00b7}, {u"Chi", 0x03a7}, {u"CloseCurlyDoubleQuote", 0x201d},
    {u"CloseCurlyQuote", 0x2019}, {u"DJcy", 0x0402}, {u"DScy", 0x0405}, {u"DZcy", 0x040f},
    {u"Dagger", 0x2021}, {u"Dcaron", 0x010e}, {u"Dcy", 0x0414}, {u"Delta", 0x0394},
    {u"DiacriticalAcute", 0x00b4}, {u"DiacriticalGrave", 0x0060}, {u"Dot", 0x00a8},
    {u"DoubleDot", 0x00a8}, {u"Dstrok", 0x0110}, {u"ENG", 0x014a}, {u"ETH", 0x00d0},
    {u"Eacute", 0x00c9}, {u"Ecaron", 0x011a}, {u"Ecirc", 0x00ca}, {u"Ecy", 0x042d},
    {u"Edot", 0x0116}, {u"Egrave", 0x00c8}, {u"Emacr", 0x0112}, {u"Eogon", 0x0118},
    {u"Epsilon", 0x0395}, {u"Eta", 0x0397}, {u"Euml", 0x00cb}, {u"Fcy", 0x0424},
    {u"GJcy", 0x0403}, {u"GT", 0x003e}, {u"Gamma", 0x0393}, {u"Gammad", 0x03dc},
    {u"Gbreve", 0x011e}, {u"Gcedil", 0x0122}, {u"Gcirc", 0x011c}, {u"Gcy", 0x0413},
    {u"Gdot", 0x0120}, {u"HARDcy", 0x042a}, {u"Hat", 0x005e}, {u"Hcirc", 0x0124},
    {u"Hstrok", 0x0126}, {u"IEcy", 0x0415}, {u"IJlig", 0x0132}, {u"IOcy", 0x0401},
    {u"Iacute", 0x00cd}, {u"Icirc", 0x00ce}, {u"Icy", 0x0418}, {u"Idot", 0x0130},
    {u"Igrave", 0x00cc}, {u"Imacr", 0x012a}, {u"InvisibleComma", 0x2063},
    {u"InvisibleTimes", 0x2062}, {u"Iogon", 0x012e}, {u"Iota", 0x0399}, {u"Itilde", 0x0128},
    {u"Iukcy", 0x0406}, {u"Iuml", 0x00cf}, {u"Jcirc", 0x0134}, {u"Jcy", 0x0419},
    {u"Jsercy", 0x0408}, {u"Jukcy", 0x0404}, {u"KHcy", 0x0425}, {u"KJcy", 0x040c},
    {u"Kappa", 0x039a}, {u"Kcedil", 0x0136}, {u"Kcy", 0x041a}, {u"LJcy", 0x0409}, {u"LT", 0x003c},
    {u"Lacute", 0x0139}, {u"Lambda", 0x039b}, {u"Lcaron", 0x013d}, {u"Lcedil", 0x013b},
    {u"Lcy", 0x041b}, {u"Lmidot", 0x013f}, {u"Lstrok", 0x0141}, {u"Mcy", 0x041c},
    {u"MediumSpace", 0x205f}, {u"Mu", 0x039c}, {u"NJcy", 0x040a}, {u"Nacute", 0x0143},
    {u"Ncaron", 0x0147}, {u"Ncedil", 0x0145}, {u"Ncy", 0x041d}, {u"NegativeMediumSpace", 0x200b},
    {u"NegativeThickSpace", 0x200b}, {u"NegativeThinSpace", 0x200b},
    {u"NegativeVeryThinSpace", 0x200b}, {u"NewLine", 0x000a}, {u"NoBreak", 0x2060},
    {u"NonBreakingSpace", 0x00a0}, {u"Ntilde", 0x00d1}, {u"Nu", 0x039d}, {u"OElig", 0x0152},
    {u"Oacute", 0x00d3}, {u"Ocirc", 0x00d4}, {u"Ocy", 0x041e}, {u"Odblac", 0x0150},
    {u"Ograve", 0x00d2}, {u"Omacr", 0x014c}, {u"Omega", 0x03a9}, {u"Omicron", 0x039f},
    {u"OpenCurlyDoubleQuote", 0x201c}, {u"OpenCurlyQuote", 0x2018}, {u"Oslash", 0x00d8},
    {u"Otilde", 0x00d5}, {u"Ouml", 0x00d6}, {u"OverBar", 0x203e}, {u"Pcy", 0x041f},
    {u"Phi", 0x03a6}, {u"Pi", 0x03a0}, {u"PlusMinus", 0x00b1}, {u"Prime", 0x2033},
    {u"Psi", 0x03a8}, {u"QUOT", 0x0022}, {u"REG", 0x00ae}, {u"Racute", 0x0154},
    {u"Rcaron", 0x0158}, {u"Rcedil", 0x0156}, {u"Rcy", 0x0420}, {u"Rho", 0x03a1},
    {u"SHCHcy", 0x0429}, {u"SHcy", 0x0428}, {u"SOFTcy", 0x042c}, {u"Sacute", 0x015a},
    {u"Scaron", 0x0160}, {u"Scedil", 0x015e}, {u"Scirc", 0x015c}, {u"Scy", 0x0421},
    {u"Sigma", 0x03a3}, {u"THORN", 0x00de}, {u"TRADE", 0x2122}, {u"TSHcy", 0x040b},
    {u"TScy", 0x0426}, {u"Tab", 0x0009}, {u"Tau", 0x03a4}, {u"Tcaron", 0x0164},
    {u"Tcedil", 0x0162}, {u"Tcy", 0x0422}, {u"Theta", 0x0398}, {u"ThinSpace", 0x2009},
    {u"Tstrok", 0x0166}, {u"Uacute", 0x00da}, {u"Ubrcy", 0x040e}, {u"Ubreve", 0x016c},
    {u"Ucirc", 0x00db}, {u"Ucy", 0x0423}, {u"Udblac", 0x0170}, {u"Ugrave", 0x00d9},
    {u"Umacr", 0x016a}, {u"UnderBar", 0x005f}, {u"Uogon", 0x0172}, {u"Upsi", 0x03d2},
    {u"Upsilon", 0x03a5}, {u"Uring", 0x016e}, {u"Utilde", 0x0168}, {u"Uuml", 0x00dc},
    {u"Vcy", 0x0412}, {u"Verbar", 0x2016}, {u"Vert", 0x2016}, {u"VerticalLine", 0x007c},
    {u"VeryThinSpace", 0x200a}, {u"Wcirc", 0x0174}, {u"Xi", 0x039e}, {u"YAcy", 0x042f},
    {u"YIcy", 0x0407}, {u"YUcy", 0x042e}, {u"Yacute", 0x00dd}, {u"Ycirc", 0x0176},
    {u"Ycy", 0x042b}, {u"Yuml", 0x0178}, {u"ZHcy", 0x0416}, {u"Zacute", 0x0179},
    {u"Zcaron", 0x017d}, {u"Zcy", 0x0417}, {u"Zdot", 0x017b}, {u"ZeroWidthSpace", 0x200b},
    {u"Zeta", 0x0396}, {u"aacute", 0x00e1}, {u"abreve", 0x0103}, {u"acirc", 0x00e2},
    {u"acute", 0x00b4}, {u"acy", 0x0430}, {u"aelig", 0x00e6}, {u"af", 0x2061},
    {u"agrave", 0x00e0}, {u"alpha", 0x03b1}, {u"amacr", 0x0101}, {u"amp", 0x0026},
    {u"angst", 0x00c5}, {u"aogon", 0x0105}, {u"apos", 0x0027}, {u"aring", 0x00e5},
    {u"ast", 0x002a}, {u"atilde", 0x00e3}, {u"auml", 0x00e4}, {u"backepsilon", 0x03f6},
    {u"backprime", 0x2035}, {u"bcy", 0x0431}, {u"bdquo", 0x201e}, {u"bepsi", 0x03f6},
    {u"beta", 0x03b2}, {u"bprime", 0x2035}, {u"brvbar", 0x00a6}, {u"bsemi", 0x204f},
    {u"bsol", 0x005c}, {u"bull", 0x2022}, {u"bullet", 0x2022}, {u"cacute", 0x0107},
    {u"caret", 0x2041}, {u"ccaron", 0x010d}, {u"ccedil", 0x00e7}, {u"ccirc", 0x0109},
    {u"cdot", 0x010b}, {u"cedil", 0x00b8}, {u"cent", 0x00a2}, {u"centerdot", 0x00b7},
    {u"chcy", 0x0447}, {u"chi", 0x03c7}, {u"circledR", 0x00ae}, {u"colon", 0x003a},
    {u"comma", 0x002c}, {u"commat", 0x0040}, {u"copy", 0x00a9}, {u"curren", 0x00a4},
    {u"dagger", 0x2020}, {u"dash", 0x2010}, {u"dcaron", 0x010f}, {u"dcy", 0x0434},
    {u"ddagger", 0x2021}, {u"deg", 0x00b0}, {u"delta", 0x03b4}, {u"die", 0x00a8},
    {u"digamma", 0x03dd}, {u"div", 0x00f7}, {u"divide", 0x00f7}, {u"djcy", 0x0452},
    {u"dollar", 0x0024}, {u"dscy", 0x0455}, {u"dstrok", 0x0111}, {u"dzcy", 0x045f},
    {u"eacute", 0x00e9}, {u"ecaron", 0x011b}, {u"ecirc", 0x00ea}, {u"ecy", 0x044d},
    {u"edot", 0x0117}, {u"egrave", 0x00e8}, {u"emacr", 0x0113}, {u"emsp", 0x2003},
    {u"emsp13", 0x2004}, {u"emsp14", 0x2005}, {u"eng", 0x014b}, {u"ensp", 0x2002},
    {u"eogon", 0x0119}, {u"epsi", 0x03b5}, {u"epsilon", 0x03b5}, {u"epsiv", 0x03f5},
    {u"equals", 0x003d}, {u"eta", 0x03b7}, {u"eth", 0x00f0}, {u"euml", 0x00eb}, {u"euro", 0x20ac},
    {u"excl", 0x0021}, {u"fcy", 0x0444}, {u"ffilig", 0xfb03}, {u"fflig", 0xfb00},
    {u"ffllig", 0xfb04}, {u"filig", 0xfb01}, {u"fllig", 0xfb02}, {u"fnof", 0x0192},
    {u"frac12", 0x00bd}, {u"frac14", 0x00bc}, {u"frac34", 0x00be}, {u"frasl", 0x2044},
    {u"gacute", 0x01f5}, {u"gamma", 0x03b3}, {u"gammad", 0x03dd}, {u"gbreve", 0x011f},
    {u"gcirc", 0x011d}, {u"gcy", 0x0433}, {u"gdot", 0x0121}, {u"gjcy", 0x0453},
    {u"grave", 0x0060}, {u"gt", 0x003e}, {u"hairsp", 0x200a}, {u"half", 0x00bd},
    {u"hardcy", 0x044a}, {u"hcirc", 0x0125}, {u"hellip", 0x2026}, {u"horbar", 0x2015},
    {u"hstrok", 0x0127}, {u"hybull", 0x2043}, {u"hyphen", 0x2010}, {u"iacute", 0x00ed},
    {u"ic", 0x2063}, {u"icirc", 0x00ee}, {u"icy", 0x0438}, {u"iecy", 0x0435}, {u"iexcl", 0x00a1},
    {u"igrave", 0x00ec}, {u"ijlig", 0x0133}, {u"imacr", 0x012b}, {u"imath", 0x0131},
    {u"imped", 0x01b5}, {u"inodot", 0x0131}, {u"iocy", 0x0451}, {u"iogon", 0x012f},
    {u"iota", 0x03b9}, {u"iquest", 0x00bf}, {u"it", 0x2062}, {u"itilde", 0x0129},
    {u"iukcy", 0x0456}, {u"iuml", 0x00ef}, {u"jcirc", 0x0135}, {u"jcy", 0x0439},
    {u"jmath", 0x0237}, {u"jsercy", 0x0458}, {u"jukcy", 0x0454}, {u"kappa", 0x03ba},
    {u"kappav", 0x03f0}, {u"kcedil", 0x0137}, {u"kcy", 0x043a}, {u"kgreen", 0x0138},
    {u"khcy", 0x0445}, {u"kjcy", 0x045c}, {u"lacute", 0x013a}, {u"lambda", 0x03bb},
    {u"laquo", 0x00ab}, {u"lbrace", 0x007b}, {u"lbrack", 0x005b}, {u"lcaron", 0x013e},
    {u"lcedil", 0x013c}, {u"lcub", 0x007b}, {u"lcy", 0x043b}, {u"ldquo", 0x201c},
    {u"ldquor", 0x201e}, {u"ljcy", 0x0459}, {u"lmidot", 0x0140}, {u"lowbar", 0x005f},
    {u"lpar", 0x0028}, {u"lrm", 0x200e}, {u"lsaquo", 0x2039}, {u"lsqb", 0x005b},
    {u"lsquo", 0x2018}, {u"lsquor", 0x201a}, {u"lstrok", 0x0142}, {u"lt", 0x003c},
    {u"macr", 0x00af}, {u"mcy", 0x043c}, {u"mdash", 0x2014}, {u"micro", 0x00b5},
    {u"midast", 0x002a}, {u"middot", 0x00b7}, {u"mldr", 0x2026}, {u"mu", 0x03bc},
    {u"nacute", 0x0144}, {u"napos", 0x0149}, {u"nbsp", 0x00a0}, {u"ncaron", 0x0148},
    {u"ncedil", 0x0146}, {u"ncy", 0x043d}, {u"ndash", 0x2013}, {u"njcy", 0x045a},
    {u"nldr", 0x2025}, {u"not", 0x00ac}, {u"ntilde", 0x00f1}, {u"nu", 0x03bd}, {u"num", 0x0023},
    {u"numero", 0x2116}, {u"numsp", 0x2007}, {u"oacute", 0x00f3}, {u"ocirc", 0x00f4},
    {u"ocy", 0x043e}, {u"odblac", 0x0151}, {u"oelig", 0x0153}, {u"ograve", 0x00f2},
    {u"ohm", 0x03a9}, {u"oline", 0x203e}, {u"omacr", 0x014d}, {u"omega", 0x03c9},
    {u"omicron", 0x03bf}, {u"ordf", 0x00aa}, {u"ordm", 0x00ba}, {u"oslash", 0x00f8},
    {u"otilde", 0x00f5}, {u"ouml", 0x00f6}, {u"para", 0x00b6}, {u"pcy", 0x043f},
    {u"percnt", 0x0025}, {u"period", 0x002e}, {u"permil", 0x2030}, {u"pertenk", 0x2031},
    {u"phi", 0x03c6}, {u"phiv", 0x03d5}, {u"pi", 0x03c0}, {u"piv", 0x03d6}, {u"plus", 0x002b},
    {u"plusmn", 0x00b1}, {u"pm", 0x00b1}, {u"pound", 0x00a3}, {u"prime", 0x2032},
    {u"psi", 0x03c8}, {u"puncsp", 0x2008}, {u"qprime", 0x2057}, {u"quest", 0x003f},
    {u"quot", 0x0022}, {u"racute", 0x0155}, {u"raquo", 0x00bb}, {u"rbrace", 0x007d},
    {u"rbrack", 0x005d}, {u"rcaron", 0x0159}, {u"rcedil", 0x0157}, {u"rcub", 0x007d},
    {u"rcy", 0x0440}, {u"rdquo", 0x201d}, {u"rdquor", 0x201d}, {u"reg", 0x00ae}, {u"rho", 0x03c1},
    {u"rhov", 0x03f1}, {u"rlm", 0x200f}, {u"rpar", 0x0029}, {u"rsaquo", 0x203a},
    {u"rsqb", 0x005d}, {u"rsquo", 0x2019}, {u"rsquor", 0x2019}, {u"sacute", 0x015b},
    {u"sbquo", 0x201a}, {u"scaron", 0x0161}, {u"scedil", 0x015f}, {u"scirc", 0x015d},
    {u"scy", 0x0441}, {u"sect", 0x00a7}, {u"semi", 0x003b}, {u"shchcy", 0x0449},
    {u"shcy", 0x0448}, {u"shy", 0x00ad}, {u"sigma", 0x03c3}, {u"sigmaf", 0x03c2},
    {u"sigmav", 0x03c2}, {u"softcy", 0x044c}, {u"sol", 0x002f}, {u"straightepsilon", 0x03f5},
    {u"straightphi", 0x03d5}, {u"strns", 0x00af}, {u"sup1", 0x00b9}, {u"sup2", 0x00b2},
    {u"sup3", 0x00b3}, {u"szlig", 0x00df}, {u"tau", 0x03c4}, {u"tcaron", 0x0165},
    {u"tcedil", 0x0163}, {u"tcy", 0x0442}, {u"theta", 0x03b8}, {u"thetasym", 0x03d1},
    {u"thetav", 0x03d1}, {u"thinsp", 0x2009}, {u"thorn", 0x00fe}, {u"times", 0x00d7},
    {u"tprime", 0x2034}, {u"trade", 0x2122}, {u"tscy", 0x0446}, {u"tshcy", 0x045b},
    {u"tstrok", 0x0167}, {u"uacute", 0x00fa}, {u"ubrcy", 0x045e}, {u"ubreve", 0x016d},
    {u"ucirc", 0x00fb}, {u"ucy", 0x0443}, {u"udblac", 0x0171}, {u"ugrave", 0x00f9},
    {u"umacr", 0x016b}, {u"uml", 0x00a8}, {u"uogon", 0x0173}, {u"upsi", 0x03c5},
    {u"upsih", 0x03d2}, {u"upsilon", 0x03c5}, {u"uring", 0x016f}, {u"utilde", 0x0169},
    {u"uuml", 0x00fc}, {u"varepsilon", 0x03f5}, {u"varkappa", 0x03f0}, {u"varphi", 0x03d5},
    {u"varpi", 0x03d6}, {u"varrho", 0x03f1}, {u"varsigma", 0x03c2}, {u"vartheta", 0x03d1},
    {u"vcy", 0x0432}, {u"verbar", 0x007c}, {u"vert", 0x007c}, {u"wcirc", 0x0175}, {u"xi", 0x03be},
    {u"yacute", 0x00fd}, {u"yacy", 0x044f}, {u"ycirc", 0x0177}, {u"ycy", 0x044b},
    {u"yen", 0x00a5}, {u"yicy", 0x0457}, {u"yucy", 0x044e}, {u"yuml", 0x00ff},
    {u"zacute", 0x017a}, {u"zcaron", 0x017e}, {u"zcy", 0x0437}, {u"zdot", 0x017c},
    {u"zeta", 0x03b6}, {u"zhcy", 0x0436}, {u"zwj", 0x200d}, {u"zwnj", 0x200c},
};
// clang-format on

} // namespace

char16_t entityNamed(QStringView name)
{
    const std::u16string_view wanted(name.utf16(), std::size_t(name.size()));
    const auto *found = std::lower_bound(
        std::begin(kEntities), std::end(kEntities), wanted,
        [](const Entity &entity, std::u16string_view n) { return entity.name < n; });
    return found != std::end(kEntities) && found->name == wanted ? found->character : u'\0';
}

} // namespace redoubt::text
