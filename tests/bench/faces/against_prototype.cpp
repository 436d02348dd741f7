// SPDX-License-Identifier: GPL-3.0-or-later
// The renderer beside the prototype that it replaced, one portrait of each in turns, in processor time of one thread;
// prototype_speed.py makes what it is given.
//   bench_faces_prototype PROTOTYPE.so MODEL.bin PEOPLE.bin
#include "engine/faces/renderer.h"
#include "engine/latent/population.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <dlfcn.h>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using namespace imago;

constexpr int kSupersampling = 2;
constexpr int kSides[] = {128, 512};
constexpr std::size_t kRounds = 3; // through all people

double processorMs()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

double median(std::vector<double> values)
{
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
}

template <typename Piece>
void measure(std::vector<double> &times, const Piece &piece)
{
    const double begin = processorMs();
    piece();
    times.push_back(processorMs() - begin);
}

/// The prototype's library, with the people that it draws.
class Prototype
{
public:
    bool open(const char *library, const char *model, const char *people)
    {
        void *handle = dlopen(library, RTLD_NOW);
        if (handle == nullptr)
            return false;
        const auto init = reinterpret_cast<void (*)(const char *)>(dlsym(handle, "fr_init"));
        const auto parameters = reinterpret_cast<int (*)()>(dlsym(handle, "fr_nparam"));
        const auto targets = reinterpret_cast<int (*)()>(dlsym(handle, "fr_ntarget"));
        m_render = reinterpret_cast<Render>(dlsym(handle, "fr_render"));
        if (init == nullptr || parameters == nullptr || targets == nullptr || m_render == nullptr)
            return false;
        init(model);
        m_parameters = static_cast<std::size_t>(parameters());
        m_each = m_parameters + static_cast<std::size_t>(targets());
        std::ifstream file(people, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        m_people.resize(bytes.size() / sizeof(float));
        std::copy_n(bytes.data(), m_people.size() * sizeof(float), reinterpret_cast<char *>(m_people.data()));
        return count() > 0 && m_people.size() == count() * m_each;
    }
    std::size_t count() const { return m_people.size() / m_each; }
    void draw(std::size_t person, int side)
    {
        m_picture.resize(3 * static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
        const float *values = m_people.data() + person * m_each;
        m_render(values, values + m_parameters, side, kSupersampling, m_picture.data());
    }

private:
    using Render = void (*)(const float *parameters, const float *targets, int side, int supersampling,
                            unsigned char *rgb);
    Render m_render = nullptr;
    std::size_t m_parameters = 0;
    std::size_t m_each = 1; ///< Numbers of one person.
    std::vector<float> m_people;
    std::vector<unsigned char> m_picture;
};

} // namespace

int main(int argc, char **argv)
{
    Prototype prototype;
    const auto renderer = faces::Renderer::open(IMAGO_SOURCE_DIR "/resources/faces/faces.bin");
    if (argc != 4 || !renderer || !prototype.open(argv[1], argv[2], argv[3])) {
        std::fputs("usage: bench_faces_prototype PROTOTYPE.so MODEL.bin PEOPLE.bin\n", stderr);
        return 2;
    }
    faces::DrawOptions options;
    options.supersampling = kSupersampling;
    for (const int side : kSides) {
        std::vector<double> ours, theirs;
        bool drawn = true;
        for (std::size_t i = 0; i < kRounds * prototype.count(); ++i) {
            const std::size_t person = i % prototype.count();
            Random random(mixSeed(1, person));
            const latent::Point point = latent::samplePoint(random, latent::Coupling::Independent);
            const auto drawOurs = [&] {
                measure(ours, [&] { drawn = (*renderer)->draw(point, side, options).has_value() && drawn; });
            };
            const auto drawTheirs = [&] { measure(theirs, [&] { prototype.draw(person, side); }); };
            if (i % 2 == 0) {
                drawOurs();
                drawTheirs();
            } else {
                drawTheirs();
                drawOurs();
            }
        }
        if (!drawn) {
            std::fputs("the renderer failed\n", stderr);
            return 1;
        }
        std::printf("%4d px   renderer %7.1f ms   prototype %7.1f ms   %.2f x\n", side, median(ours), median(theirs),
                    median(theirs) / median(ours));
    }
}
