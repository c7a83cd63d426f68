// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/common/icons.h"

#include "core/medium/mediumtable.h"
#include "ui/common/theme.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include <memory>

/// A resource in a static library is linked only when somebody asks for it, and only from outside
/// of any namespace.
static void initIcons()
{
    Q_INIT_RESOURCE(icons);
}

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

/// The files draw in "currentColor", which Qt's renderer paints black; the icon is used as a
/// stencil for the colour wanted.
QSvgRenderer *renderer(QStringView name)
{
    // Made once per icon and kept: there are some thirty, and lists paint them all the time.
    static QHash<QString, std::shared_ptr<QSvgRenderer>> cache;
    if (cache.isEmpty())
        initIcons();
    auto &entry = cache[name.toString()];
    if (!entry)
        entry = std::make_shared<QSvgRenderer>(u":/icons/%1.svg"_s.arg(name));
    return entry.get();
}

class TintedEngine : public QIconEngine
{
public:
    explicit TintedEngine(QString name)
        : m_name(std::move(name))
    {}
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, rect, m_name,
                  mode == QIcon::Disabled ? theme().secondary : theme().text);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new TintedEngine(m_name); }

private:
    QString m_name;
};

} // namespace

QIcon icon(QStringView name)
{
    return name.isEmpty() ? QIcon() : QIcon(new TintedEngine(name.toString()));
}

void paintIcon(QPainter &painter, const QRectF &rect, QStringView name, const QColor &color)
{
    QSvgRenderer *svg = renderer(name);
    if (!svg->isValid() || rect.isEmpty())
        return;
    const double scale = painter.device()->devicePixelRatioF();
    QImage stencil((rect.size() * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    if (stencil.isNull())
        return;
    stencil.fill(Qt::transparent);
    {
        QPainter p(&stencil);
        svg->render(&p, QRectF(QPointF(), QSizeF(stencil.size())));
        p.setCompositionMode(QPainter::CompositionMode_SourceIn);
        p.fillRect(stencil.rect(), color);
    }
    painter.drawImage(rect, stencil);
}

QString iconName(ItemKind kind)
{
    return medium::of(kind).icon;
}

} // namespace redoubt::ui
