// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/textscanner.h"

#include <QTest>

using namespace redoubt::text;
using namespace Qt::StringLiterals;

/// Places on earth in the forms in which devices and maps write them.
class tst_Coordinates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsEveryForm_data();
    void findsEveryForm();
    void leavesOtherNumbersAlone_data();
    void leavesOtherNumbersAlone();

private:
    static QStringList found(const QString &text)
    {
        ScanOptions options;
        options.types = {u"geo_coordinates"_s};
        const auto scanner = TextScanner::create(options);
        QStringList list;
        if (!scanner)
            return {u"no scanner"_s};
        for (const TextHit &hit : (*scanner)->scan(text))
            list.append(text.mid(hit.begin, hit.end - hit.begin));
        return list;
    }
};

void tst_Coordinates::findsEveryForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("places");
    const auto row = [](const char *title, const QString &text, const QStringList &places) {
        QTest::newRow(title) << text << places;
    };
    row("XMP", u"exif:GPSLatitude=\"40,44.904N\" exif:GPSLongitude=\"73,59.142W\""_s,
        {u"40,44.904N"_s, u"73,59.142W"_s});
    row("XMP with seconds", u"<exif:GPSLatitude>40,44,54N</exif:GPSLatitude>"_s, {u"40,44,54N"_s});
    row("NMEA", u"$GPRMC,123519,A,4044.904,N,07359.142,W,022.4,084.4,230394,003.1,W*6A"_s,
        {u"4044.904,N,07359.142,W"_s});
    row("NMEA with semicolons", u"4044.904;N;07359.142;W;1"_s, {u"4044.904;N;07359.142;W"_s});
    row("ISO 6709", u"at +40.7484-073.9857/ or +404454.1-0735908.5+10.5CRSWGS_84/."_s,
        {u"+40.7484-073.9857/"_s, u"+404454.1-0735908.5+10.5CRSWGS_84/"_s});
    row("hemispheres", u"40.7484° N, 73.9857° W; 40.7484N 73.9857W; N40.7484 W073.9857"_s,
        {u"40.7484° N, 73.9857° W"_s, u"40.7484N 73.9857W"_s, u"N40.7484 W073.9857"_s});
    row("degrees and minutes", u"N 40° 44.904', W 73° 59.142'"_s,
        {u"N 40° 44.904'"_s, u"W 73° 59.142'"_s});
    row("as a tool prints it",
        u"GPS Latitude : 40 deg 44' 54.24\" N\nGPS Longitude: 73 deg 59' 8.52\" W"_s,
        {u"40 deg 44' 54.24\" N"_s, u"73 deg 59' 8.52\" W"_s});
    row("rationals", u"Exif.GPSInfo.GPSLatitude   Rational 3  40/1 44/1 5424/100\n"_s,
        {u"40/1 44/1 5424/100"_s});
    row("GPX", u"<trkpt lat=\"40.7484\" lon=\"-73.9857\"><ele>4</ele></trkpt>"_s,
        {u"40.7484"_s, u"-73.9857"_s});
    row("elements", u"<geo:lat>40.7484</geo:lat><geo:long>x</geo:long><lng>-73.9857</lng>"_s,
        {u"40.7484"_s, u"-73.9857"_s});
    row("KML", u"<coordinates>\n -122.4194,37.7749,0\n -122.4195,37.7750,12\n</coordinates>"_s,
        {u"-122.4194,37.7749,0"_s, u"-122.4195,37.7750,12"_s});
    row("GeoJSON", u"\"coordinates\": [[[-122.4194, 37.7749], [-122.42,\n 37.78]]]}"_s,
        {u"-122.4194, 37.7749"_s, u"-122.42,\n 37.78"_s});
    row("WKT", u"LINESTRING (30.25 10.5, -122.4194 37.7749)"_s,
        {u"30.25 10.5"_s, u"-122.4194 37.7749"_s});
    row("address of a map", u"https://maps.example/@40.7484,-73.9857,15z/x"_s,
        {u"40.7484,-73.9857"_s});
    row("decimal pair", u"at 40.7484, -73.9857 they met"_s, {u"40.7484, -73.9857"_s});
    row("plus code", u"meet at 87G8P2X7+8Q9 today"_s, {u"87G8P2X7+8Q9"_s});
    row("three words", u"meet at ///filled.count.soap today"_s, {u"///filled.count.soap"_s});
    row("columns", u"id,lat,lon,x\n1,40.7484,-73.9857,a\n2,40.75,-73.98,b\n"_s,
        {u"40.7484"_s, u"-73.9857"_s, u"40.75"_s, u"-73.98"_s});
}

void tst_Coordinates::findsEveryForm()
{
    QFETCH(QString, text);
    QFETCH(QStringList, places);
    QCOMPARE(found(text), places);
}

void tst_Coordinates::leavesOtherNumbersAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("temperature") << u"It was 30° 15 days ago, 21.5 °C then."_s;
    QTest::newRow("angle") << u"Turn it by 40° 30' and stop."_s;
    QTest::newRow("sum") << u"12+34-567+89 = 3"_s;
    QTest::newRow("list") << u"1,234.5 and 12,30.5 kg"_s;
    QTest::newRow("base64") << u"x87G8P2X7+8Q9abc/"_s;
    QTest::newRow("path") << u"file:///usr.local.share and https://a.b.c"_s;
    QTest::newRow("coordinates of a drawing") << u"The coordinates 5 of it."_s;
    QTest::newRow("position") << u"a position: 3"_s;
}

void tst_Coordinates::leavesOtherNumbersAlone()
{
    QFETCH(QString, text);
    QCOMPARE(found(text), QStringList());
}

QTEST_GUILESS_MAIN(tst_Coordinates)
#include "tst_coordinates.moc"
