// SPDX-License-Identifier: AGPL-3.0-or-later
#include "resources/sample/facedrawing.h"

#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>
#include <QRadialGradient>

#include <array>

namespace redoubt::sample {

namespace {

struct Look
{
    QColor skin;
    QColor hair;
    QColor iris;
    QColor lips;
    QColor shirt;
    bool longHair;
    bool beard;
};

const std::array<Look, 5> &looks()
{
    static const std::array<Look, 5> all{{
        {QColor(224, 178, 148), QColor(58, 38, 26), QColor(70, 50, 34), QColor(176, 96, 88),
         QColor(52, 84, 124), false, false},
        {QColor(236, 196, 170), QColor(120, 80, 40), QColor(66, 92, 110), QColor(190, 98, 96),
         QColor(124, 56, 72), true, false},
        {QColor(168, 118, 86), QColor(24, 20, 18), QColor(44, 30, 22), QColor(128, 70, 64),
         QColor(66, 102, 70), false, true},
        {QColor(212, 166, 124), QColor(30, 26, 26), QColor(48, 34, 24), QColor(176, 92, 84),
         QColor(92, 92, 100), true, false},
        {QColor(198, 146, 112), QColor(150, 146, 142), QColor(80, 96, 84), QColor(164, 96, 88),
         QColor(40, 44, 56), false, false},
    }};
    return all;
}

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto mix = [share](int x, int y) { return int(x + (y - x) * share); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

/// Everything below is drawn in units of the face box: (0,0) top left, (1,1) bottom right.
class FacePainter
{
public:
    FacePainter(QPainter &painter, const Look &look)
        : m_painter(painter)
        , m_look(look)
        , m_shade(mixed(look.skin, QColor(60, 30, 20), 0.45))
        , m_light(mixed(look.skin, QColor(255, 244, 230), 0.35))
    {}

    void paint()
    {
        hairBehind();
        body();
        ears();
        head();
        for (const double x : {0.29, 0.71})
            eye(x);
        nose();
        mouth();
        if (m_look.beard)
            beard();
        hairInFront();
    }

private:
    static QPainterPath headShape()
    {
        QPainterPath path(QPointF(0.5, -0.12));
        path.cubicTo(0.86, -0.12, 1.02, 0.12, 0.99, 0.42);
        path.cubicTo(0.97, 0.70, 0.80, 1.02, 0.5, 1.02);
        path.cubicTo(0.20, 1.02, 0.03, 0.70, 0.01, 0.42);
        path.cubicTo(-0.02, 0.12, 0.14, -0.12, 0.5, -0.12);
        return path;
    }
    void soft(QPointF centre, double rx, double ry, QColor colour, double strength)
    {
        m_painter.save();
        m_painter.translate(centre);
        m_painter.scale(rx, ry);
        QRadialGradient gradient(QPointF(0, 0), 1);
        colour.setAlphaF(float(strength));
        gradient.setColorAt(0, colour);
        colour.setAlphaF(float(strength * 0.5));
        gradient.setColorAt(0.55, colour);
        colour.setAlphaF(0);
        gradient.setColorAt(1, colour);
        m_painter.setBrush(gradient);
        m_painter.drawEllipse(QPointF(0, 0), 1, 1);
        m_painter.restore();
    }
    void ellipse(QPointF centre, double rx, double ry, const QColor &colour)
    {
        m_painter.setBrush(colour);
        m_painter.drawEllipse(centre, rx, ry);
    }

    void hairBehind()
    {
        m_painter.setBrush(m_look.hair);
        if (m_look.longHair)
            m_painter.drawRoundedRect(QRectF(-0.16, -0.26, 1.32, 1.55), 0.5, 0.45);
        else
            m_painter.drawEllipse(QRectF(-0.08, -0.26, 1.16, 0.95));
    }
    void body()
    {
        QPainterPath shoulders(QPointF(-0.75, 1.75));
        shoulders.cubicTo(-0.75, 1.30, -0.2, 1.28, 0.22, 1.14);
        shoulders.lineTo(0.78, 1.14);
        shoulders.cubicTo(1.2, 1.28, 1.75, 1.30, 1.75, 1.75);
        shoulders.closeSubpath();
        m_painter.setBrush(m_look.shirt);
        m_painter.drawPath(shoulders);
        QPainterPath neck(QPointF(0.24, 0.80));
        neck.lineTo(0.22, 1.16);
        neck.cubicTo(0.36, 1.34, 0.64, 1.34, 0.78, 1.16);
        neck.lineTo(0.76, 0.80);
        neck.closeSubpath();
        QLinearGradient shadow(QPointF(0, 0.9), QPointF(0, 1.25));
        shadow.setColorAt(0, m_shade);
        shadow.setColorAt(1, m_look.skin);
        m_painter.setBrush(shadow);
        m_painter.drawPath(neck);
    }
    void ears()
    {
        for (const double x : {-0.02, 1.02}) {
            ellipse({x, 0.46}, 0.07, 0.13, m_look.skin);
            ellipse({x, 0.47}, 0.035, 0.08, m_shade);
        }
    }
    void head()
    {
        m_painter.save();
        QRadialGradient skin(QPointF(0.42, 0.40), 0.85);
        skin.setColorAt(0, m_light);
        skin.setColorAt(0.45, m_look.skin);
        skin.setColorAt(1, m_shade);
        m_painter.setBrush(skin);
        m_painter.drawPath(headShape());
        m_painter.setClipPath(headShape(), Qt::IntersectClip);
        soft({0.98, 0.65}, 0.30, 0.55, m_shade, 0.7); // cheek away from the light
        soft({0.03, 0.72}, 0.22, 0.45, m_shade, 0.5);
        soft({0.5, 1.06}, 0.5, 0.16, m_shade, 0.7);        // below the chin
        soft({0.24, 0.62}, 0.15, 0.12, m_look.lips, 0.35); // cheeks
        soft({0.76, 0.62}, 0.15, 0.12, m_look.lips, 0.35);
        m_painter.restore();
    }
    void eye(double x)
    {
        soft({x, 0.40}, 0.19, 0.11, m_shade, 0.75); // socket
        QPainterPath lids(QPointF(x - 0.115, 0.41));
        lids.quadTo(x, 0.335, x + 0.115, 0.41);
        lids.quadTo(x, 0.46, x - 0.115, 0.41);
        m_painter.save();
        m_painter.setBrush(QColor(236, 232, 226));
        m_painter.drawPath(lids);
        m_painter.setClipPath(lids, Qt::IntersectClip);
        ellipse({x, 0.395}, 0.052, 0.052, m_look.iris);
        ellipse({x, 0.395}, 0.026, 0.026, QColor(12, 10, 10));
        ellipse({x - 0.018, 0.382}, 0.012, 0.012, QColor(255, 255, 255));
        m_painter.restore();
        // Lashes and the fold above carry most of what a detector takes for an eye.
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(
            QPen(mixed(m_look.hair, QColor(10, 8, 8), 0.6), 0.022, Qt::SolidLine, Qt::RoundCap));
        QPainterPath upper(QPointF(x - 0.12, 0.412));
        upper.quadTo(x, 0.33, x + 0.12, 0.412);
        m_painter.drawPath(upper);
        m_painter.setPen(QPen(m_look.hair, 0.045, Qt::SolidLine, Qt::RoundCap));
        const double outer = x < 0.5 ? x - 0.14 : x + 0.14;
        const double inner = x < 0.5 ? x + 0.12 : x - 0.12;
        QPainterPath brow(QPointF(outer, 0.305));
        brow.quadTo(x, 0.235, inner, 0.29);
        m_painter.drawPath(brow);
        m_painter.setPen(Qt::NoPen);
    }
    void nose()
    {
        soft({0.56, 0.50}, 0.07, 0.20, m_shade, 0.55);
        soft({0.485, 0.50}, 0.04, 0.18, m_light, 0.8);
        soft({0.5, 0.635}, 0.13, 0.07, m_shade, 0.55);
        soft({0.49, 0.60}, 0.06, 0.05, m_light, 0.9);
        for (const double x : {0.435, 0.565})
            ellipse({x, 0.648}, 0.030, 0.017, mixed(m_shade, QColor(30, 10, 8), 0.6));
    }
    void mouth()
    {
        soft({0.5, 0.79}, 0.24, 0.10, m_shade, 0.35);
        QPainterPath upper(QPointF(0.31, 0.79));
        upper.cubicTo(0.40, 0.745, 0.46, 0.74, 0.5, 0.757);
        upper.cubicTo(0.54, 0.74, 0.60, 0.745, 0.69, 0.79);
        upper.quadTo(0.5, 0.805, 0.31, 0.79);
        m_painter.setBrush(mixed(m_look.lips, QColor(40, 10, 10), 0.25));
        m_painter.drawPath(upper);
        QPainterPath lower(QPointF(0.31, 0.79));
        lower.quadTo(0.5, 0.805, 0.69, 0.79);
        lower.quadTo(0.5, 0.895, 0.31, 0.79);
        m_painter.setBrush(m_look.lips);
        m_painter.drawPath(lower);
        soft({0.48, 0.83}, 0.10, 0.022, QColor(255, 230, 224), 0.5);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(QColor(70, 24, 22), 0.014, Qt::SolidLine, Qt::RoundCap));
        QPainterPath line(QPointF(0.31, 0.79));
        line.quadTo(0.5, 0.808, 0.69, 0.79);
        m_painter.drawPath(line);
        m_painter.setPen(Qt::NoPen);
        soft({0.5, 0.915}, 0.13, 0.035, m_shade, 0.5);
    }
    void beard()
    {
        m_painter.save();
        m_painter.setClipPath(headShape(), Qt::IntersectClip);
        soft({0.5, 1.01}, 0.46, 0.16, m_look.hair, 0.6);
        soft({0.5, 0.715}, 0.18, 0.03, m_look.hair, 0.45);
        m_painter.restore();
    }
    void hairInFront()
    {
        QPainterPath fringe(QPointF(-0.03, 0.34));
        fringe.cubicTo(-0.10, -0.10, 0.12, -0.32, 0.5, -0.32);
        fringe.cubicTo(0.88, -0.32, 1.10, -0.10, 1.03, 0.34);
        fringe.cubicTo(1.00, 0.18, 0.93, 0.10, 0.84, 0.05);
        fringe.cubicTo(0.62, 0.10, 0.40, 0.04, 0.24, 0.03);
        fringe.cubicTo(0.08, 0.10, 0.00, 0.20, -0.03, 0.34);
        QLinearGradient shine(QPointF(0.2, -0.3), QPointF(0.9, 0.3));
        shine.setColorAt(0, mixed(m_look.hair, QColor(255, 255, 255), 0.18));
        shine.setColorAt(1, m_look.hair);
        m_painter.setBrush(shine);
        m_painter.drawPath(fringe);
    }

    QPainter &m_painter;
    const Look &m_look;
    QColor m_shade;
    QColor m_light;
};

} // namespace

void paintFace(QPainter &painter, const QRectF &box, int person)
{
    const auto count = int(looks().size());
    const Look &look = looks()[size_t(((person % count) + count) % count)];
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.translate(box.topLeft());
    painter.scale(box.width(), box.height());
    FacePainter(painter, look).paint();
    painter.restore();
}

} // namespace redoubt::sample
