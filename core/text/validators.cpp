// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/validators.h"

#include <QCryptographicHash>
#include <QDate>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace redoubt::text {

namespace {

bool isAsciiDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isAlnum(QChar c)
{
    return isAsciiDigit(c) || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

int value(QChar digit)
{
    return digit.unicode() - u'0';
}

QString digitsOf(QStringView text)
{
    QString digits;
    for (const QChar c : text) {
        if (isAsciiDigit(c))
            digits.append(c);
    }
    return digits;
}

bool allEqual(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [&](QChar c) { return c == text.front(); });
}

Verdict verdict(bool valid)
{
    return valid ? Verdict::Valid : Verdict::Invalid;
}

Verdict checkCard(QStringView text)
{
    const QString digits = digitsOf(text);
    const auto size = digits.size();
    if (size < 12 || size > 19 || allEqual(digits))
        return Verdict::Invalid;
    const int two = digits.left(2).toInt();
    const int three = digits.left(3).toInt();
    const int four = digits.left(4).toInt();
    const bool visa = digits.front() == u'4' && (size == 13 || size == 16 || size == 19);
    const bool mastercard =
        size == 16 && ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720));
    const bool amex = size == 15 && (two == 34 || two == 37);
    const bool diners =
        size == 14 && ((three >= 300 && three <= 305) || three == 309 || two == 36 || two == 38);
    const bool discover =
        size >= 16 && (four == 6011 || two == 65 || (three >= 644 && three <= 649));
    const bool jcb = (size == 16 && four >= 3528 && four <= 3589) ||
                     (size == 15 && (four == 2131 || four == 1800));
    const bool unionPay = size >= 16 && (two == 62 || two == 81);
    const bool maestro = two == 50 || (two >= 56 && two <= 69);
    const bool luhn = passesLuhn(digits);
    if (visa || mastercard || amex || diners || discover || jcb || unionPay)
        return luhn ? Verdict::Valid : unionPay ? Verdict::Plausible : Verdict::Invalid;
    return luhn && (maestro || size == 16) ? Verdict::Plausible : Verdict::Invalid;
}

Check checkIban(QStringView text, qsizetype begin, qsizetype end)
{
    QString plain;
    qsizetype at = begin;
    const QStringView country = text.sliced(begin, std::min<qsizetype>(2, end - begin));
    const int length = ibanLength(country.toString().toUpper());
    if (length == 0)
        return {Verdict::Invalid, end};
    for (; at < end && plain.size() < length; ++at) {
        if (isAlnum(text[at]))
            plain.append(text[at].toUpper());
    }
    if (plain.size() != length || (at < text.size() && isAlnum(text[at])))
        return {Verdict::Invalid, end};
    int rest = 0;
    for (const QChar c : QString(plain.mid(4) + plain.left(4)))
        rest = isAsciiDigit(c) ? (rest * 10 + value(c)) % 97
                               : (rest * 100 + c.unicode() - u'A' + 10) % 97;
    return {verdict(rest == 1), at};
}

Verdict checkSsn(QStringView text)
{
    const QString digits = digitsOf(text);
    if (digits.size() != 9)
        return Verdict::Invalid;
    const int area = digits.left(3).toInt();
    const bool published = digits == u"123456789" || digits == u"987654321";
    return area == 0 || area == 666 || area >= 900 || digits.mid(3, 2) == u"00" ||
                   digits.mid(5) == u"0000" || allEqual(digits)
               ? Verdict::Invalid
           : published ? Verdict::Plausible
                       : Verdict::Valid;
}

Verdict checkItin(QStringView text)
{
    const QString digits = digitsOf(text);
    const int group = digits.mid(3, 2).toInt();
    return verdict(digits.size() == 9 && digits.front() == u'9' &&
                   ((group >= 50 && group <= 65) || (group >= 70 && group <= 88) ||
                    (group >= 90 && group <= 92) || group >= 94));
}

Verdict checkRouting(QStringView text)
{
    const QString d = digitsOf(text);
    if (d.size() != 9)
        return Verdict::Invalid;
    const int region = d.left(2).toInt();
    if (!(region <= 12 || (region >= 21 && region <= 32) || (region >= 61 && region <= 72) ||
          region == 80) ||
        allEqual(d))
        return Verdict::Invalid;
    constexpr std::array<int, 3> kWeights{3, 7, 1};
    int sum = 0;
    for (qsizetype i = 0; i < 9; ++i)
        sum += kWeights[std::size_t(i % 3)] * value(d[i]);
    return verdict(sum % 10 == 0);
}

Verdict checkNpi(QStringView text)
{
    const QString digits = digitsOf(text);
    return verdict(digits.size() == 10 && (digits.front() == u'1' || digits.front() == u'2') &&
                   passesLuhn(u"80840"_s + digits));
}

Verdict checkDea(QStringView text)
{
    const QString d = digitsOf(text).right(7);
    if (d.size() != 7)
        return Verdict::Invalid;
    const int sum =
        value(d[0]) + value(d[2]) + value(d[4]) + 2 * (value(d[1]) + value(d[3]) + value(d[5]));
    return verdict(sum % 10 == value(d[6]));
}

Verdict checkNhs(QStringView text)
{
    const QString d = digitsOf(text);
    if (d.size() != 10 || allEqual(d))
        return Verdict::Invalid;
    int sum = 0;
    for (int i = 0; i < 9; ++i)
        sum += (10 - i) * value(d[i]);
    const int check = (11 - sum % 11) % 11;
    return verdict(check != 10 && check == value(d[9]));
}

Verdict checkNino(QStringView text)
{
    const QString plain = alphanumeric(text);
    const QString prefix = plain.left(2);
    if (plain.size() != 9)
        return Verdict::Invalid;
    static const QStringList kNeverIssued{u"BG"_s, u"GB"_s, u"KN"_s, u"NK"_s,
                                          u"NT"_s, u"TN"_s, u"ZZ"_s};
    return verdict(!kNeverIssued.contains(prefix) && !u"DFIQUV"_s.contains(prefix[0]) &&
                   !u"DFIQUVO"_s.contains(prefix[1]));
}

Verdict checkCnId(QStringView text)
{
    const QString id = alphanumeric(text);
    if (id.size() != 18)
        return Verdict::Invalid;
    constexpr std::array<int, 17> kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (qsizetype i = 0; i < 17; ++i) {
        if (!isAsciiDigit(id[i]))
            return Verdict::Invalid;
        sum += kWeights[std::size_t(i)] * value(id[i]);
    }
    const QDate birth(id.mid(6, 4).toInt(), id.mid(10, 2).toInt(), id.mid(12, 2).toInt());
    if (!birth.isValid() || birth.year() < 1880 || birth.year() > 2100)
        return Verdict::Invalid;
    // A wrong check character is more often a slip of the pen than another kind of number.
    return id[17] == u"10X98765432"_s[sum % 11] ? Verdict::Valid : Verdict::Plausible;
}

Verdict checkVin(QStringView text)
{
    const QString vin = alphanumeric(text);
    if (vin.size() != 17)
        return Verdict::Invalid;
    constexpr std::array<int, 17> kWeights{8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    static const QString kVinLetters = u"ABCDEFGHJKLMNPRSTUVWXYZ"_s;
    static const QString kValues = u"12345678123457923456789"_s;
    int sum = 0;
    bool digit = false;
    bool letter = false;
    for (qsizetype i = 0; i < 17; ++i) {
        const qsizetype index = kVinLetters.indexOf(vin[i]);
        if (!isAsciiDigit(vin[i]) && index < 0)
            return Verdict::Invalid;
        digit = digit || isAsciiDigit(vin[i]);
        letter = letter || index >= 0;
        sum += kWeights[std::size_t(i)] *
               (isAsciiDigit(vin[i]) ? value(vin[i]) : value(kValues[index]));
    }
    if (!digit || !letter)
        return Verdict::Invalid;
    const int rest = sum % 11;
    // The check digit is mandatory in North America only.
    return vin[8] == (rest == 10 ? QChar(u'X') : QChar(u'0' + rest)) ? Verdict::Valid
                                                                     : Verdict::Plausible;
}

int base58Value(QChar c)
{
    static const QString kAlphabet =
        u"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"_s;
    return int(kAlphabet.indexOf(c));
}

Verdict checkBase58(QStringView text)
{
    std::array<quint8, 25> number{};
    if (text.size() < 25 || text.size() > 35)
        return Verdict::Invalid;
    for (const QChar c : text) {
        int carry = base58Value(c);
        if (carry < 0)
            return Verdict::Invalid;
        for (auto byte = number.rbegin(); byte != number.rend(); ++byte) {
            carry += 58 * *byte;
            *byte = quint8(carry & 0xff);
            carry >>= 8;
        }
        if (carry != 0)
            return Verdict::Invalid;
    }
    const QByteArray bytes(reinterpret_cast<const char *>(number.data()), qsizetype(number.size()));
    const QByteArray once = QCryptographicHash::hash(bytes.left(21), QCryptographicHash::Sha256);
    const QByteArray twice = QCryptographicHash::hash(once, QCryptographicHash::Sha256);
    return verdict(twice.left(4) == bytes.right(4));
}

Verdict checkBech32(QStringView text)
{
    static const QString kAlphabet = u"qpzry9x8gf2tvdw0s3jn54khce6mua7l"_s;
    const QString lower = text.toString().toLower();
    const qsizetype split = lower.lastIndexOf(u'1');
    if (split < 1 || lower.size() - split < 7)
        return Verdict::Invalid;
    constexpr std::array<quint32, 5> kGenerator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                0x2a1462b3};
    quint32 state = 1;
    const auto feed = [&](quint32 part) {
        const quint32 top = state >> 25;
        state = ((state & 0x1ffffff) << 5) ^ part;
        for (std::size_t i = 0; i < 5; ++i)
            state ^= ((top >> i) & 1) ? kGenerator[i] : 0;
    };
    const QStringView prefix = QStringView(lower).left(split);
    for (const QChar c : prefix)
        feed(c.unicode() >> 5);
    feed(0);
    for (const QChar c : prefix)
        feed(c.unicode() & 31);
    for (const QChar c : QStringView(lower).sliced(split + 1)) {
        const qsizetype part = kAlphabet.indexOf(c);
        if (part < 0)
            return Verdict::Invalid;
        feed(quint32(part));
    }
    return verdict(state == 1 || state == 0x2bc830a3); // bech32, bech32m
}

Verdict checkIpv6(QStringView text)
{
    if (const qsizetype zone = text.indexOf(u'%'); zone >= 0)
        text = text.first(zone);
    const qsizetype gap = text.indexOf(u"::");
    if (gap >= 0 && text.indexOf(u"::", gap + 1) >= 0)
        return Verdict::Invalid;
    int groups = 0;
    bool digit = false;
    for (const QStringView part : text.tokenize(u':')) {
        if (part.contains(u'.')) {
            groups += 2;
            continue;
        }
        if (part.size() > 4)
            return Verdict::Invalid;
        groups += part.isEmpty() ? 0 : 1;
        digit = digit || std::any_of(part.begin(), part.end(), isAsciiDigit);
    }
    if (gap < 0)
        return verdict(groups == 8 && !text.startsWith(u':') && !text.endsWith(u':'));
    // Scope operators of programming languages look like short addresses ("a::b").
    return verdict(groups >= 1 && groups <= 7 && digit && (groups >= 3 || text.size() >= 6));
}

/// A day that exists in some order of its parts, in a year that a file would speak of.
Verdict checkDate(QStringView text)
{
    std::vector<int> parts;
    int longest = -1;
    qsizetype i = 0;
    while (i < text.size() && parts.size() < 3) {
        if (!isAsciiDigit(text[i])) {
            ++i;
            continue;
        }
        qsizetype size = 0;
        while (i + size < text.size() && isAsciiDigit(text[i + size]))
            ++size;
        if (size == 8 && parts.empty()) {
            const QStringView all = text.sliced(i, 8);
            parts = {all.first(4).toInt(), all.sliced(4, 2).toInt(), all.sliced(6).toInt()};
            longest = 0;
            break;
        }
        if (size >= 3)
            longest = int(parts.size());
        parts.push_back(text.sliced(i, size).toInt());
        i += size;
    }
    if (parts.size() != 3)
        return Verdict::Invalid;
    if (longest >= 0 && (parts[std::size_t(longest)] < 1600 || parts[std::size_t(longest)] > 2200))
        return Verdict::Invalid;
    const auto isDay = [](int year, int month, int day) {
        return QDate::isValid(year, month, day);
    };
    if (longest == 0)
        return verdict(isDay(parts[0], parts[1], parts[2]) || isDay(parts[0], parts[2], parts[1]));
    const int year = longest == 2 ? parts[2] : 2000 + parts[2] % 100;
    if (isDay(year, parts[0], parts[1]) || isDay(year, parts[1], parts[0]))
        return Verdict::Valid;
    return verdict(longest < 0 && isDay(2000 + parts[0], parts[1], parts[2]));
}

Verdict checkCoordinates(QStringView text)
{
    QList<double> numbers;
    for (const QStringView part : text.tokenize(u',')) {
        QString number;
        for (const QChar c : part) {
            if (isAsciiDigit(c) || c == u'.' || c == u'-')
                number.append(c);
        }
        numbers.append(number.toDouble());
    }
    return verdict(numbers.size() >= 2 && qAbs(numbers[0]) <= 90 && qAbs(numbers[1]) <= 180);
}

Verdict checkState(QStringView text)
{
    static const QString kStates =
        u"AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH "
        "NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR VI GU AS MP AA AE AP "_s;
    return verdict(text.size() > 2 && kStates.contains(text.first(2).toString() + u' '));
}

} // namespace

std::optional<Validator> validatorFromString(QStringView name)
{
    static const std::vector<std::pair<QString, Validator>> kNames{
        {u""_s, Validator::None},
        {u"card"_s, Validator::Card},
        {u"iban"_s, Validator::Iban},
        {u"us_ssn"_s, Validator::UsSsn},
        {u"us_itin"_s, Validator::UsItin},
        {u"us_bank_routing"_s, Validator::UsBankRouting},
        {u"us_npi"_s, Validator::UsNpi},
        {u"us_dea"_s, Validator::UsDea},
        {u"uk_nhs"_s, Validator::UkNhs},
        {u"uk_nino"_s, Validator::UkNino},
        {u"cn_resident_id"_s, Validator::CnResidentId},
        {u"aadhaar"_s, Validator::Aadhaar},
        {u"vin"_s, Validator::Vin},
        {u"imei"_s, Validator::Imei},
        {u"bitcoin_base58"_s, Validator::BitcoinBase58},
        {u"bitcoin_bech32"_s, Validator::BitcoinBech32},
        {u"ipv6"_s, Validator::Ipv6},
        {u"date"_s, Validator::Date},
        {u"coordinates"_s, Validator::Coordinates},
        {u"phone"_s, Validator::Phone},
        {u"us_state"_s, Validator::UsState},
        {u"has_digit"_s, Validator::HasDigit}};
    const auto found = std::find_if(kNames.begin(), kNames.end(),
                                    [name](const auto &entry) { return entry.first == name; });
    return found == kNames.end() ? std::nullopt : std::optional(found->second);
}

Check validate(Validator validator, QStringView text, qsizetype begin, qsizetype end,
               const QString &region)
{
    const QStringView match = text.sliced(begin, end - begin);
    const auto check = [&]() -> Verdict {
        switch (validator) {
        case Validator::None:
        case Validator::Iban:
            return Verdict::Plausible;
        case Validator::Card:
            return checkCard(match);
        case Validator::UsSsn:
            return checkSsn(match);
        case Validator::UsItin:
            return checkItin(match);
        case Validator::UsBankRouting:
            return checkRouting(match);
        case Validator::UsNpi:
            return checkNpi(match);
        case Validator::UsDea:
            return checkDea(match);
        case Validator::UkNhs:
            return checkNhs(match);
        case Validator::UkNino:
            return checkNino(match);
        case Validator::CnResidentId:
            return checkCnId(match);
        case Validator::Aadhaar: {
            const QString digits = digitsOf(match);
            return verdict(digits.size() == 12 && digits.front() >= u'2' && !allEqual(digits) &&
                           passesVerhoeff(digits));
        }
        case Validator::Vin:
            return checkVin(match);
        case Validator::Imei: {
            const QString digits = digitsOf(match);
            return verdict(digits.size() == 15 && !allEqual(digits) && passesLuhn(digits));
        }
        case Validator::BitcoinBase58:
            return checkBase58(match);
        case Validator::BitcoinBech32:
            return checkBech32(match);
        case Validator::Ipv6:
            return checkIpv6(match);
        case Validator::Date:
            return checkDate(match);
        case Validator::Coordinates:
            return checkCoordinates(match);
        case Validator::Phone:
            return checkPhone(match, region);
        case Validator::UsState:
            return checkState(match);
        case Validator::HasDigit:
            return verdict(std::any_of(match.begin(), match.end(), isAsciiDigit));
        }
        return Verdict::Invalid;
    };
    if (validator == Validator::Iban)
        return checkIban(text, begin, end);
    return {check(), end};
}

QString alphanumeric(QStringView text)
{
    QString plain;
    for (const QChar c : text) {
        if (isAlnum(c))
            plain.append(c.toUpper());
    }
    return plain;
}

bool passesLuhn(QStringView digits)
{
    int sum = 0;
    bool twice = false;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, twice = !twice) {
        const int add = value(*digit) * (twice ? 2 : 1);
        sum += add > 9 ? add - 9 : add;
    }
    return !digits.isEmpty() && sum % 10 == 0;
}

bool passesVerhoeff(QStringView digits)
{
    // The dihedral group D5 is computed instead of tabled: rotations 0-4, reflections 5-9.
    const auto multiply = [](int a, int b) {
        if (a < 5)
            return b < 5 ? (a + b) % 5 : 5 + (a + b) % 5;
        return b < 5 ? 5 + (a - b) % 5 : (a - b + 5) % 5;
    };
    constexpr std::array<int, 10> kPermutation{1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
    int state = 0;
    qsizetype position = 0;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, ++position) {
        int number = value(*digit);
        for (qsizetype i = 0; i < position % 8; ++i)
            number = kPermutation[std::size_t(number)];
        state = multiply(state, number);
    }
    return !digits.isEmpty() && state == 0;
}

int ibanLength(QStringView country)
{
    // IBAN registry; the two letters and the total length.
    static const QString kLengths =
        u"AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29"
        "ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28"
        "LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25"
        "QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30"_s;
    for (qsizetype i = 0; i + 4 <= kLengths.size(); i += 4) {
        if (QStringView(kLengths).sliced(i, 2) == country)
            return QStringView(kLengths).sliced(i + 2, 2).toInt();
    }
    return 0;
}

} // namespace redoubt::text
