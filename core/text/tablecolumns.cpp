// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/tablecolumns.h"

#include "core/text/labels.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace redoubt::text {

namespace {

constexpr std::size_t kMostColumns = 512;
constexpr qsizetype kLongestLine = 64 * 1024;

struct Cell
{
    qsizetype begin;
    qsizetype end;
};

QString titleKey(QStringView cell);

const QHash<QString, QString> &titles()
{
    static const QHash<QString, QString> kTitles = [] {
        QHash<QString, QString> all;
        const auto add = [&](const QString &type, const QString &names) {
            for (const QString &name : names.split(u' '))
                all.insert(name, type);
        };
        // Compared without spaces, signs and case.
        add(u"person_name"_s,
            u"name fullname firstname lastname givenname givennames surname familyname middlename "
            "maidenname mothersmaiden mothersmaidenname patient patientname client clientname "
            "customer customername employee employeename contact contactname contactperson member "
            "membername fname lname first last subject suspect victim witness doctor physician "
            "provider providername guardian parent spouse mother father nextofkin personname "
            "person "
            "姓名 名字"_s);
        add(u"email_address"_s, u"email emailaddress mail emailid contactemail workemail"_s);
        add(u"phone_number"_s,
            u"phone phonenumber telephone telephonenumber tel mobile mobilenumber mobilephone cell "
            "cellphone fax faxnumber homephone workphone contactnumber phoneno 电话 手机"_s);
        add(u"us_ssn"_s, u"ssn socialsecurity socialsecuritynumber ssnnumber socialsecurityno"_s);
        add(u"date"_s,
            u"dob dateofbirth birthdate birthday birth dod dateofdeath admissiondate dischargedate "
            "admitted discharged hiredate servicedate visitdate 出生日期"_s);
        add(u"age"_s, u"age ageyears 年龄"_s);
        add(u"street_address"_s,
            u"address streetaddress street address1 address2 addressline1 addressline2 homeaddress "
            "mailingaddress billingaddress shippingaddress residence 地址 住址"_s);
        add(u"location"_s,
            u"city town zip zipcode postcode postalcode county state province village birthplace "
            "placeofbirth"_s);
        add(u"credit_card"_s, u"ccnumber creditcard creditcardnumber cardnumber cardno card pan"_s);
        add(u"iban"_s, u"iban"_s);
        add(u"us_bank_routing"_s, u"routing routingnumber aba abarouting"_s);
        add(u"us_npi"_s, u"npi npinumber"_s);
        add(u"us_dea"_s, u"dea deanumber"_s);
        add(u"us_mbi"_s, u"mbi medicareid"_s);
        add(u"medical_record_number"_s,
            u"mrn medicalrecordnumber medicalrecord patientid patientno chartnumber recordnumber"_s);
        add(u"health_plan_id"_s,
            u"memberid policynumber policyno insuranceid insurancenumber healthplanid subscriberid "
            "groupnumber"_s);
        add(u"us_passport"_s, u"passport passportnumber passportno"_s);
        add(u"us_driver_license"_s,
            u"driverslicense driverlicense driverslicence dl dlnumber licensenumber "
            "driverlicensenumber driverslicensenumber"_s);
        add(u"ip_address"_s, u"ip ipaddress ipaddr"_s);
        add(u"mac_address"_s, u"mac macaddress"_s);
        add(u"uk_nhs"_s, u"nhs nhsnumber nhsno"_s);
        add(u"uk_nino"_s, u"nino nationalinsurance nationalinsurancenumber"_s);
        add(u"cn_resident_id"_s, u"身份证 身份证号 身份证号码"_s);
        add(u"vin"_s, u"vin"_s);
        add(u"geo_coordinates"_s,
            u"lat latitude lon lng longitude latlon latlng latitudelongitude coordinates "
            "gpscoordinates gpsposition gpslatitude gpslongitude geolocation startlat startlon "
            "startlng endlat endlon endlng startlatitude startlongitude endlatitude endlongitude"_s);
        add(u"licence_plate"_s, u"plate licenseplate licenceplate platenumber"_s);
        add(u"organisation"_s, u"company employer organisation organization"_s);
        add(u"custom"_s,
            u"username password employeeid loginname login pin pincode cvv cvv2 cvc cvc2 csc securitycode cardsecuritycode"_s);
        add(u"national_id"_s, u"nationalid nationalidnumber idnumber idcard identitycard"_s);
        add(u"tax_id"_s, u"taxid taxnumber taxidentificationnumber tin"_s);
        add(u"bank_account"_s, u"accountnumber account bankaccount accountno acctno"_s);
        for (const Label &label : builtInLabels()) {
            const QString key = titleKey(label.text);
            if (!all.contains(key))
                all.insert(key, label.type);
        }
        return all;
    }();
    return kTitles;
}

QString titleKey(QStringView cell)
{
    QString key;
    for (const QChar c : cell) {
        if (c.isLetterOrNumber())
            key.append(c.toLower());
    }
    return key;
}

/// Splits text[begin, end) at @a delimiter, minding double quotes. Cells are trimmed of both.
std::vector<Cell> cellsOf(QStringView text, qsizetype begin, qsizetype end, QChar delimiter)
{
    std::vector<Cell> cells;
    qsizetype from = begin;
    bool quoted = false;
    for (qsizetype at = begin; at <= end && cells.size() < kMostColumns; ++at) {
        if (at < end && text[at] == u'"')
            quoted = !quoted;
        if (at < end && (quoted || text[at] != delimiter))
            continue;
        Cell cell{from, at};
        const auto outer = [](QChar c) { return c == u' ' || c == u'\t' || c == u'"'; };
        while (cell.begin < cell.end && outer(text[cell.begin]))
            ++cell.begin;
        while (cell.end > cell.begin && outer(text[cell.end - 1]))
            --cell.end;
        cells.push_back(cell);
        from = at + 1;
    }
    return cells;
}

qsizetype countOf(QStringView text, qsizetype begin, qsizetype end, QChar wanted)
{
    return std::count(text.begin() + begin, text.begin() + end, wanted);
}

/// Whether a cell can be what its column says.
bool fits(QStringView cell, const QString &type)
{
    const auto digits =
        std::count_if(cell.begin(), cell.end(), [](QChar c) { return c.isDigit(); });
    const auto letters =
        std::count_if(cell.begin(), cell.end(), [](QChar c) { return c.isLetter(); });
    if (cell.isEmpty() || digits + letters == 0)
        return false;
    const QString word = cell.toString().toLower();
    if (word == u"nan" || word == u"null" || word == u"none" || word == u"n/a" || word == u"na" ||
        word == u"unknown")
        return false;
    if (type == u"person_name")
        return letters > 0 && digits == 0 && cell.size() <= 60;
    if (type == u"age")
        return digits > 0 && digits <= 3 && cell.size() <= 12;
    if (type == u"phone_number")
        return digits >= 5 && cell.size() <= 32;
    if (type == u"date")
        return digits >= 4 && cell.size() <= 40;
    if (type == u"email_address")
        return cell.contains(u'@');
    if (type == u"street_address")
        return cell.size() >= 4 && cell.size() <= 160;
    if (type == u"location" || type == u"organisation" || type == u"custom")
        return cell.size() <= 80;
    if (type == u"geo_coordinates")
        return digits >= 3 && cell.size() <= 60 && (cell.contains(u'.') || digits >= 4);
    if (type == u"ip_address")
        return digits > 0 && (cell.contains(u'.') || cell.contains(u':'));
    return digits >= 3 && cell.size() <= 40;
}

double scoreOf(const QString &type)
{
    return type == u"location" || type == u"organisation" || type == u"custom" ? 0.6 : 0.8;
}

class ColumnReader
{
public:
    ColumnReader(QStringView text, std::vector<Candidate> &out)
        : m_text(text)
        , m_out(out)
    {}

    void run(const Stop &stop)
    {
        qsizetype begin = 0;
        int lines = 0;
        while (begin < m_text.size()) {
            if ((++lines & 0xff) == 0 && stop && stop())
                return;
            const qsizetype end = lineEnd(begin);
            const qsizetype next = readTable(begin, end, stop);
            begin = next > 0 ? next : end + 1;
        }
    }

private:
    qsizetype lineEnd(qsizetype begin) const
    {
        const qsizetype end = m_text.indexOf(u'\n', begin);
        return end < 0 ? m_text.size() : end;
    }

    /// Reads the table whose header is the line [begin, end); returns the line after it, or 0.
    qsizetype readTable(qsizetype begin, qsizetype end, const Stop &stop)
    {
        if (end >= m_text.size() || end - begin < 5 || end - begin > kLongestLine)
            return 0;
        for (const QChar delimiter : {QChar(u','), QChar(u'\t'), QChar(u'|'), QChar(u';')}) {
            if (!m_text.sliced(begin, end - begin).contains(delimiter))
                continue;
            const qsizetype marks = countOf(m_text, begin, end, delimiter);
            const qsizetype below = lineEnd(end + 1);
            if (countOf(m_text, end + 1, below, delimiter) < marks)
                continue;
            if (isField(begin, end, delimiter) && isField(end + 1, below, delimiter))
                return readFields(begin, delimiter, stop);
            const std::vector<QString> types = columnTypes(begin, end, delimiter);
            if (!types.empty())
                return readRows(end + 1, delimiter, types, stop);
        }
        return 0;
    }

    /// The type per column, or nothing when the line is not a header.
    std::vector<QString> columnTypes(qsizetype begin, qsizetype end, QChar delimiter) const
    {
        std::vector<QString> types;
        std::size_t known = 0;
        std::size_t filled = 0;
        for (const Cell &cell : cellsOf(m_text, begin, end, delimiter)) {
            const QStringView title = m_text.sliced(cell.begin, cell.end - cell.begin);
            if (title.size() > 40)
                return {};
            filled += title.isEmpty() ? 0 : 1;
            types.push_back(typeOf(cell));
            known += types.back().isEmpty() ? 0 : 1;
        }
        const bool header = filled >= 2 && (known >= 2 || (known == 1 && filled <= 6));
        return header ? types : std::vector<QString>{};
    }

    qsizetype readRows(qsizetype begin, QChar delimiter, const std::vector<QString> &types,
                       const Stop &stop)
    {
        return readLines(begin, stop, [&](qsizetype from, qsizetype end) {
            const std::vector<Cell> cells = cellsOf(m_text, from, end, delimiter);
            if (cells.size() * 2 < types.size() || cells.size() < 2)
                return false;
            if (cells.size() >= types.size()) {
                for (std::size_t i = 0; i < types.size(); ++i)
                    propose(cells[i], types[i]);
            }
            return true;
        });
    }

    /// Calls @a read with one line after the other until it says that the table has ended; returns
    /// the first line that is not of it.
    template <typename Read>
    qsizetype readLines(qsizetype begin, const Stop &stop, const Read &read)
    {
        int lines = 0;
        while (begin < m_text.size()) {
            if ((++lines & 0xff) == 0 && stop && stop())
                return m_text.size();
            const qsizetype end = lineEnd(begin);
            if (end - begin > kLongestLine || !read(begin, end))
                return begin;
            begin = end + 1;
        }
        return begin;
    }

    /// Cells with something in them.
    std::vector<Cell> filledCells(qsizetype begin, qsizetype end, QChar delimiter) const
    {
        std::vector<Cell> cells = cellsOf(m_text, begin, end, delimiter);
        std::erase_if(cells, [](const Cell &cell) { return cell.begin == cell.end; });
        return cells;
    }

    QString typeOf(const Cell &cell) const
    {
        return titles().value(titleKey(m_text.sliced(cell.begin, cell.end - cell.begin)));
    }

    /// Whether a line is a title and its value: "| Name | Jane Roe |". Two such lines are a table
    /// with its titles on the left, not a header over a row.
    bool isField(qsizetype begin, qsizetype end, QChar delimiter) const
    {
        if (end - begin > kLongestLine)
            return false;
        const std::vector<Cell> cells = filledCells(begin, end, delimiter);
        return cells.size() == 2 && !typeOf(cells[0]).isEmpty() && typeOf(cells[1]).isEmpty();
    }

    qsizetype readFields(qsizetype begin, QChar delimiter, const Stop &stop)
    {
        return readLines(begin, stop, [&](qsizetype from, qsizetype end) {
            const std::vector<Cell> cells = filledCells(from, end, delimiter);
            if (cells.size() == 2)
                propose(cells[1], typeOf(cells[0]));
            return cells.size() == 2;
        });
    }

    void propose(const Cell &cell, const QString &type)
    {
        if (type.isEmpty() || !fits(m_text.sliced(cell.begin, cell.end - cell.begin), type))
            return;
        if (type == u"person_name" && !typeOf(cell).isEmpty())
            return; // "Name" is nobody's
        m_out.push_back({cell.begin, cell.end, type, scoreOf(type), u"column"_s});
    }

    QStringView m_text;
    std::vector<Candidate> &m_out;
};

} // namespace

void findTableColumns(QStringView text, const Stop &stop, std::vector<Candidate> &candidates)
{
    ColumnReader(text, candidates).run(stop);
}

} // namespace redoubt::text
