// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/release/release.h"
#include "core/release/signature.h"
#include "tests/support/samplecase.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <openssl/evp.h>

#include <memory>

using namespace redoubt;
using namespace redoubt::release;
using namespace Qt::StringLiterals;

/// The signature of a release, checked as MANIFEST.md says, by code that did not make it.
class tst_Signature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_case = std::make_unique<test::SampleCase>(); }
    void othersCanCheckIt();
    void coversEveryByteOfTheManifest();
    void readsBackWhatItWrote();
    void tellsMissingFromWrong();
    void isNoneWithoutTheKey();
    void namesAnOriginalToItsOwnersOnly();

private:
    QByteArray manifest() const;

    std::unique_ptr<test::SampleCase> m_case;
};

namespace {

/// MANIFEST.md section 2, with OpenSSL and nothing of ours.
bool holds(const QByteArray &file, const QByteArray &expectedKey)
{
    const QByteArray mark = QByteArray(",\n    \"signature\": ");
    const qsizetype at = file.lastIndexOf(mark);
    if (at < 0)
        return false;
    const QByteArray body = file.left(at) + "\n}\n";
    const QJsonObject signature = QJsonDocument::fromJson(file).object()[u"signature"].toObject();
    const QByteArray key = QByteArray::fromHex(signature[u"key"].toString().toLatin1());
    const QByteArray value = QByteArray::fromHex(signature[u"value"].toString().toLatin1());
    if (key.size() != 32 || value.size() != 64 || key != expectedKey)
        return false;
    QByteArray message = "redoubt release v1\n";
    message += QCryptographicHash::hash(body, QCryptographicHash::Sha256);
    const auto *bytes = reinterpret_cast<const unsigned char *>(key.constData());
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> pkey(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes, 32), &EVP_PKEY_free);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          &EVP_MD_CTX_free);
    return pkey && context &&
           EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, pkey.get()) == 1 &&
           EVP_DigestVerify(context.get(),
                            reinterpret_cast<const unsigned char *>(value.constData()), 64,
                            reinterpret_cast<const unsigned char *>(message.constData()),
                            size_t(message.size())) == 1;
}

} // namespace

QByteArray tst_Signature::manifest() const
{
    ReleasePlan plan;
    plan.profile.name = u"standard"_s;
    plan.created = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
    ReleaseResult result;
    ItemResult item;
    // A name that looks like the end of a manifest does not move where the signature begins.
    item.input = u"a,\n    \"signature\": {} 张.txt"_s;
    item.status = Status::Failed;
    item.why = Message::plain(u"no"_s);
    result.items.append(item);
    ReportInfo info;
    vault::Vault &vault = (*m_case)->vault();
    info.ownerKey = vault.ownerKey();
    info.sign = [&vault](QByteArrayView message) { return vault.sign(message); };
    return makeReports(plan, result, info).value().manifest;
}

void tst_Signature::othersCanCheckIt()
{
    const QByteArray file = manifest();
    const QJsonObject root = QJsonDocument::fromJson(file).object();
    QCOMPARE(root[u"format"].toString(), u"redoubt-release/1"_s);
    const QJsonObject signature = root[u"signature"].toObject();
    QCOMPARE(signature[u"algorithm"].toString(), u"Ed25519"_s);
    QCOMPARE(signature[u"key_fingerprint"].toString(), (*m_case)->vault().fingerprint());
    QVERIFY(holds(file, (*m_case)->vault().ownerKey()));
    const test::SampleCase other;
    QVERIFY(!holds(file, const_cast<test::SampleCase &>(other)->vault().ownerKey()));
}

void tst_Signature::coversEveryByteOfTheManifest()
{
    const QByteArray file = manifest();
    const QByteArray key = (*m_case)->vault().ownerKey();
    const qsizetype end = file.lastIndexOf("\"signature\"");
    for (qsizetype i = 0; i < end; ++i) {
        QByteArray changed = file;
        changed[i] = char(changed[i] ^ 1);
        const SignedManifest parts = splitManifest(changed);
        QVERIFY2(!parts.signature || !vault::verifyOwnerSignature(key, signedMessage(parts.body),
                                                                  parts.signature->value),
                 qPrintable(QString::number(i)));
    }
}

void tst_Signature::readsBackWhatItWrote()
{
    const SignedManifest parts = splitManifest(manifest());
    QVERIFY(parts.signature);
    QVERIFY(!QJsonDocument::fromJson(parts.body).object().contains(u"signature"));
    QVERIFY(vault::verifyOwnerSignature(parts.signature->ownerKey, signedMessage(parts.body),
                                        parts.signature->value));
    QCOMPARE(splitManifest(withSignature(parts.body, *parts.signature)).body, parts.body);
}

void tst_Signature::tellsMissingFromWrong()
{
    const SignedManifest parts = splitManifest(manifest());
    QVERIFY(!splitManifest(parts.body).signature);
    QVERIFY(!splitManifest({}).signature);
    for (const QByteArray &value :
         {QByteArray("1"), QByteArray("{}"), QByteArray("{\"algorithm\":\"none\",\"key\":\"\"}"),
          QByteArray("{\"algorithm\":\"Ed25519\",\"key\":\"zz\",\"value\":\"00\"}")}) {
        const QByteArray file = parts.body.chopped(3) + ",\n    \"signature\": " + value + "\n}\n";
        const SignedManifest split = splitManifest(file);
        QVERIFY(split.signature);
        QVERIFY(!vault::verifyOwnerSignature(split.signature->ownerKey, signedMessage(split.body),
                                             split.signature->value));
    }
}

void tst_Signature::isNoneWithoutTheKey()
{
    ReportInfo info;
    info.ownerKey = QByteArray(32, 'k');
    info.sign = [](QByteArrayView) { return QByteArray(); };
    const auto reports = makeReports({}, {}, info);
    QVERIFY(!reports);
    QCOMPARE(reports.error().kind(), ErrorKind::PermissionDenied);
}

void tst_Signature::namesAnOriginalToItsOwnersOnly()
{
    const vault::Vault &vault = (*m_case)->vault();
    const QByteArray digest = QCryptographicHash::hash("123-45-6789", QCryptographicHash::Sha256);
    const QByteArray fingerprint = vault.sourceFingerprint(digest);
    QCOMPARE(fingerprint.size(), 32);
    QCOMPARE(vault.sourceFingerprint(digest), fingerprint);
    QVERIFY(vault.sourceFingerprint(QByteArray(32, 'x')) != fingerprint);
    QVERIFY(vault.sourceFingerprint("short").isEmpty());
    test::SampleCase other;
    QVERIFY(other->vault().sourceFingerprint(digest) != fingerprint);
}

QTEST_GUILESS_MAIN(tst_Signature)
#include "tst_signature.moc"
