// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/video/fake_camera.h"

#include <cerrno>
#include <chrono>
#include <cstdarg>
#include <cstdint>
#include <cstring>
#include <deque>
#include <dlfcn.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <mutex>
#include <optional>
#include <string_view>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace {

using imago::test::FakeCamera;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kWidth = 640;
constexpr std::uint32_t kHeight = 480;
constexpr std::uint32_t kBytes = kWidth * kHeight * 2;
constexpr std::uint32_t kBuffers = 4;
constexpr std::chrono::microseconds kBeat{33'333};

struct State
{
    imago::test::CameraManner manner;
    int descriptor = -1;
    bool streams = false;
    int pictures = 0;
    Clock::time_point next;
    std::deque<std::uint32_t> free; ///< Buffers that wait to be filled.
};
std::mutex mutex;
std::optional<State> camera; // guarded by mutex

int refuse(int reason)
{
    errno = reason;
    return -1;
}

int openIt()
{
    const std::scoped_lock lock(mutex);
    if (camera->manner.isForbidden)
        return refuse(EACCES);
    // The buffers lie in a file, so mapping them is the system's own.
    camera->descriptor = static_cast<int>(syscall(SYS_memfd_create, "camera", 0U));
    return ftruncate(camera->descriptor, off_t{kBytes} * kBuffers) == 0 ? camera->descriptor : -1;
}

bool isIt(const char *path)
{
    const std::scoped_lock lock(mutex);
    return camera && std::string_view(path) == FakeCamera::kId;
}

void describe(v4l2_pix_format &format)
{
    format.width = kWidth;
    format.height = kHeight;
    format.pixelformat = V4L2_PIX_FMT_YUYV;
    format.field = V4L2_FIELD_NONE;
    format.bytesperline = kWidth * 2;
    format.sizeimage = kBytes;
    format.colorspace = V4L2_COLORSPACE_SRGB;
}

void describe(v4l2_buffer &buffer, std::uint32_t index)
{
    buffer.index = index;
    buffer.length = kBytes;
    buffer.m.offset = index * kBytes;
}

int takePicture(State &state, v4l2_buffer &buffer)
{
    if (state.manner.unplugAfter >= 0 && state.pictures >= state.manner.unplugAfter)
        return refuse(ENODEV);
    const bool isSilent = state.manner.silentAfter >= 0 && state.pictures >= state.manner.silentAfter;
    if (isSilent || Clock::now() < state.next || state.free.empty())
        return refuse(EAGAIN);
    state.next += kBeat;
    const std::uint32_t index = state.free.front();
    state.free.pop_front();
    std::vector<std::uint8_t> pixels(kBytes, 128);
    for (std::size_t i = 0; i < pixels.size(); i += 2)
        pixels[i] = static_cast<std::uint8_t>(FakeCamera::kFirstGrey + 4 * state.pictures % 160);
    if (pwrite(state.descriptor, pixels.data(), pixels.size(), off_t{index} * kBytes) != ssize_t{kBytes})
        return refuse(EIO);
    describe(buffer, index);
    buffer.bytesused = kBytes;
    const std::int64_t time = 1'000'000 + kBeat.count() * state.pictures++;
    buffer.timestamp.tv_sec = time / 1'000'000;
    buffer.timestamp.tv_usec = time % 1'000'000;
    return 0;
}

int control(State &state, unsigned long request, void *argument)
{
    switch (request) {
    case VIDIOC_QUERYCAP: {
        auto *about = static_cast<v4l2_capability *>(argument);
        *about = {};
        std::strcpy(reinterpret_cast<char *>(about->card), "Fake camera");
        about->capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING | V4L2_CAP_DEVICE_CAPS;
        about->device_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
        return 0;
    }
    case VIDIOC_G_INPUT:
        *static_cast<int *>(argument) = 0;
        return 0;
    case VIDIOC_ENUMINPUT:
        static_cast<v4l2_input *>(argument)->std = 0;
        return 0;
    case VIDIOC_G_FMT:
        describe(static_cast<v4l2_format *>(argument)->fmt.pix);
        return 0;
    case VIDIOC_S_FMT:
        if (state.manner.isBusy)
            return refuse(EBUSY);
        describe(static_cast<v4l2_format *>(argument)->fmt.pix);
        return 0;
    case VIDIOC_G_PARM:
    case VIDIOC_S_PARM: {
        auto &capture = static_cast<v4l2_streamparm *>(argument)->parm.capture;
        capture.capability = V4L2_CAP_TIMEPERFRAME;
        capture.timeperframe = {1, 30};
        return 0;
    }
    case VIDIOC_REQBUFS:
        static_cast<v4l2_requestbuffers *>(argument)->count = kBuffers;
        return 0;
    case VIDIOC_QUERYBUF: {
        auto &buffer = *static_cast<v4l2_buffer *>(argument);
        describe(buffer, buffer.index);
        return 0;
    }
    case VIDIOC_QBUF:
        state.free.push_back(static_cast<v4l2_buffer *>(argument)->index);
        return 0;
    case VIDIOC_STREAMON:
        state.streams = true;
        state.next = Clock::now() + kBeat;
        return 0;
    case VIDIOC_STREAMOFF:
        state.streams = false;
        state.free.clear();
        return 0;
    case VIDIOC_DQBUF:
        return state.streams ? takePicture(state, *static_cast<v4l2_buffer *>(argument)) : refuse(EINVAL);
    default:
        return refuse(ENOTTY);
    }
}

template <typename Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

int openNext(const char *name, const char *path, int flags, std::va_list arguments)
{
    if (isIt(path))
        return openIt();
    const unsigned mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, unsigned) : 0;
    return next<int (*)(const char *, int, ...)>(name)(path, flags, mode);
}

} // namespace

// What this program and its libraries call instead of the C library's.
extern "C" {

__attribute__((visibility("default"))) int open(const char *path, int flags, ...)
{
    std::va_list arguments;
    va_start(arguments, flags);
    const int opened = openNext("open", path, flags, arguments);
    va_end(arguments);
    return opened;
}

__attribute__((visibility("default"))) int open64(const char *path, int flags, ...)
{
    std::va_list arguments;
    va_start(arguments, flags);
    const int opened = openNext("open64", path, flags, arguments);
    va_end(arguments);
    return opened;
}

__attribute__((visibility("default"))) int __open_2(const char *path, int flags)
{
    return open(path, flags);
}

__attribute__((visibility("default"))) int __open64_2(const char *path, int flags)
{
    return open64(path, flags);
}

__attribute__((visibility("default"))) int ioctl(int descriptor, unsigned long request, ...)
{
    std::va_list arguments;
    va_start(arguments, request);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    {
        const std::scoped_lock lock(mutex);
        if (camera && descriptor == camera->descriptor && descriptor >= 0)
            return control(*camera, request, argument);
    }
    return next<int (*)(int, unsigned long, ...)>("ioctl")(descriptor, request, argument);
}

} // extern "C"

namespace imago::test {

FakeCamera::FakeCamera(const CameraManner &manner)
{
    const std::scoped_lock lock(mutex);
    camera.emplace();
    camera->manner = manner;
}

FakeCamera::~FakeCamera()
{
    const std::scoped_lock lock(mutex);
    camera.reset();
}

} // namespace imago::test
