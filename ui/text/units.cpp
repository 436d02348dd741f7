// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/units.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace imago::ui {

namespace {

struct Units
{
    Q_DECLARE_TR_FUNCTIONS(Units)
};

} // namespace

int decimals(const latent::Attribute &attribute)
{
    if (attribute.unit == latent::Unit::Ratio)
        return 2;
    return attribute.step < 1.0F ? 1 : 0;
}

QString pattern(latent::Unit unit)
{
    switch (unit) {
    case latent::Unit::Ratio:
        return QStringLiteral("%1");
    //: An age. Always more than one.
    case latent::Unit::Years:
        return Units::tr("%1 years");
    //: An angle.
    case latent::Unit::Degrees:
        return Units::tr("%1°");
    }
    return QStringLiteral("%1");
}

QString valueText(const latent::Attribute &attribute, double value)
{
    if (attribute.toggle) {
        const bool on =
            value >= 0.5 * (static_cast<double>(attribute.low) + static_cast<double>(attribute.high));
        return on ? Units::tr("On") : Units::tr("Off");
    }
    const int digits = decimals(attribute);
    const double unit = std::pow(10.0, digits);
    const double rounded = std::round(value * unit) / unit + 0.0; // never "-0.00"
    return pattern(attribute.unit).arg(QString::number(rounded, 'f', digits));
}

std::optional<double> numberIn(const QString &text)
{
    static const QRegularExpression kNumber(
        QStringLiteral("^\\s*([-+\\x{2212}]?\\s*(?:\\d+(?:[.,]\\d*)?|[.,]\\d+))"));
    const QRegularExpressionMatch match = kNumber.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    QString number = match.captured(1);
    number.remove(QLatin1Char(' '))
        .replace(QLatin1Char(','), QLatin1Char('.'))
        .replace(QChar(0x2212), QLatin1Char('-'));
    bool ok = false;
    const double value = number.toDouble(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

QString momentText(double seconds)
{
    const auto hundredths = static_cast<long long>(std::llround(std::max(0.0, seconds) * 100.0));
    const long long minutes = hundredths / 6000;
    const QString rest = QStringLiteral("%1.%2")
                             .arg(hundredths / 100 % 60, 2, 10, QLatin1Char('0'))
                             .arg(hundredths % 100, 2, 10, QLatin1Char('0'));
    return minutes < 60
               ? QStringLiteral("%1:%2").arg(minutes).arg(rest)
               : QStringLiteral("%1:%2:%3").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0')).arg(rest);
}

QString durationText(std::chrono::seconds time)
{
    const auto seconds = time.count();
    if (seconds < 90)
        return Units::tr("%1 s").arg(seconds);
    const auto minutes = (seconds + 30) / 60;
    return minutes < 60 ? Units::tr("%1 min").arg(minutes)
                        : Units::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

QString sizeText(std::int64_t bytes)
{
    constexpr double kLeastWhole = 9.95; // of the unit: from here on the digit after the point says nothing
    double number = static_cast<double>(bytes);
    while (number >= 1000.0)
        number /= 1000.0;
    return QLocale().formattedDataSize(bytes, number < kLeastWhole && bytes >= 1000 ? 1 : 0, QLocale::DataSizeSIFormat);
}

QString pixelText(int width, int height)
{
    //: The size of a picture: width and height in pixels.
    return Units::tr("%1 × %2 px").arg(width).arg(height);
}

} // namespace imago::ui
